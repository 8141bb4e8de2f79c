"""Addresses for those who want their data, or want to go; below `/your/`, which is private."""

from django.urls import path

from standfirst.accounts.views import leaving

urlpatterns = [
    path("your/data/", leaving.your_data, name="your_data"),
    path("your/data/<int:download_id>/", leaving.fetch_data, name="fetch_data"),
    path("your/close/", leaving.close_account, name="close_account"),
]
