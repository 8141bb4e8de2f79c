"""Addresses of the accounts desk: allauth's, with the code by e-mail as the way in, and a password for staff."""

from allauth.account import views
from django.urls import include, path

urlpatterns = [
    path("login/", views.request_login_code, name="account_login"),
    path("login/password/", views.login, name="password_login"),
    path("", include("allauth.urls")),
]
