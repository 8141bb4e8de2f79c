"""The app of the moderation desk: what may appear, reports, decisions."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ModerationConfig(AppConfig):
    name = "standfirst.moderation"
    label = "moderation"

    def ready(self) -> None:
        from standfirst.moderation import bridge, data_map, notifications  # noqa: F401 - what it holds of people
        from standfirst.moderation.actions import erasing  # noqa: F401 - and how that is erased
        from standfirst.moderation.groups import make_moderators

        bridge.connect()
        notifications.connect()
        post_migrate.connect(make_moderators, sender=self, dispatch_uid="moderators")
