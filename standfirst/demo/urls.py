"""Addresses of the demo; production has none of them."""

from django.urls import path

from standfirst.demo import views

urlpatterns = [path("mail/", views.letters, name="demo_mail")]
