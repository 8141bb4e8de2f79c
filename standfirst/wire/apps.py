"""The app of the wire desk."""

from django.apps import AppConfig


class WireConfig(AppConfig):
    name = "standfirst.wire"
    label = "wire"

    def ready(self) -> None:
        from standfirst.wire import data_map  # noqa: F401 - what it holds of people
