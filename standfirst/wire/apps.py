"""The app of the wire desk."""

from django.apps import AppConfig


class WireConfig(AppConfig):
    name = "standfirst.wire"
    label = "wire"
