"""Addresses of the accounts desk: allauth's, with the code by e-mail first."""

from django.urls import include, path

urlpatterns = [
    path("", include("allauth.urls")),
]
