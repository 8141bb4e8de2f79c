"""Addresses of what a reader is told, below /your/, where the edge hands everything on with cookies."""

from django.urls import path

from standfirst.accounts.views import notifying

urlpatterns = [
    path("your/notifications/", notifying.your_notifications, name="your_notifications"),
    path("your/letters/", notifying.your_letters, name="your_letters"),
    path("your/letters/stop/<str:token>/", notifying.stop, name="stop_letters"),
]
