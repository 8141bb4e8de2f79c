"""The app of the edge desk: pages from memory, purged by tag."""

from django.apps import AppConfig


class EdgeConfig(AppConfig):
    name = "standfirst.edge"
    label = "edge"
    default_auto_field = "django.db.models.BigAutoField"
