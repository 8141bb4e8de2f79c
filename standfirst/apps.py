"""The whole: connects the desks once all of them are loaded."""

from django.apps import AppConfig


class StandfirstConfig(AppConfig):
    name = "standfirst"
    label = "standfirst"

    def ready(self) -> None:
        from standfirst import checks, wiring  # noqa: F401 - both register themselves

        wiring.connect()
