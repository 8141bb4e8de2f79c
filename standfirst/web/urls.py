"""Addresses of the web desk."""

from django.urls import path

from standfirst.web import views

urlpatterns = [
    path("your/fragment/", views.your_fragment, name="your_fragment"),
    path("your/page/", views.your_page, name="your_page"),
    path("patterns/", views.patterns, name="patterns"),
    path("-/app", views.app_health, name="app_health"),
]
