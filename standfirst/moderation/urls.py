"""Addresses of the moderation desk for readers; its screens for staff are registered in wagtail_hooks.py."""

from django.urls import path

from standfirst.moderation import views

urlpatterns = [
    path("house-rules/", views.house_rules, name="house_rules"),
    path("comments/<int:comment_id>/report/", views.report_comment, name="report_comment"),
    path("elsewhere/<slug:site>/report/<int:comment_id>/", views.report_form_elsewhere, name="report_form_elsewhere"),
    path("comments/elsewhere/<slug:site>/<int:comment_id>/report/", views.report_elsewhere, name="report_elsewhere"),
    path("reports/<slug:reference>/", views.report_thanks, name="report_thanks"),
]
