"""Addresses of the adverts desk."""

from django.urls import path

from standfirst.adverts import views

urlpatterns = [path("go/<int:creative_id>/", views.go, name="go")]
