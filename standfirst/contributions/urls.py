"""Addresses of the contributions desk."""

from django.urls import path

from standfirst.contributions import processor_views, views

urlpatterns = [
    path("support/", views.support, name="support"),
    path("support/pledge/", views.start_pledge, name="start_pledge"),
    path("support/pledge/<slug:reference>/thanks/", views.pledge_thanks, name="pledge_thanks"),
    path("checkout/webhook/<slug:processor>/", processor_views.webhook, name="processor_webhook"),
    path("checkout/<slug:token>/", processor_views.double_checkout, name="double_checkout"),
]
