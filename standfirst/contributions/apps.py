"""The app of the contributions desk: asks, pledges, and books that agree."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ContributionsConfig(AppConfig):
    name = "standfirst.contributions"
    label = "contributions"

    def ready(self) -> None:
        from standfirst.contributions import bridge, data_map  # noqa: F401 - what it holds of people
        from standfirst.contributions.actions import erasing  # noqa: F401 - and how that is erased
        from standfirst.contributions.groups import let_editors_ask

        bridge.connect()
        post_migrate.connect(let_editors_ask, sender=self, dispatch_uid="editors-ask")
