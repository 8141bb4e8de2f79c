"""The app of the stories desk: the paper's pages."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class StoriesConfig(AppConfig):
    name = "standfirst.stories"
    label = "stories"

    def ready(self) -> None:
        from standfirst.stories import bridge, data_map, personal  # noqa: F401 - register what is one's own
        from standfirst.stories.actions import erasing  # noqa: F401 - and how it is erased
        from standfirst.stories.groups import make_duty_editors, make_editors
        from standfirst.stories.reporters import make_reporters
        from standfirst.stories.triggers import put_up, take_down

        bridge.connect()
        post_migrate.connect(make_editors, sender=self, dispatch_uid="editors")
        post_migrate.connect(make_duty_editors, sender=self, dispatch_uid="duty-editors")
        post_migrate.connect(make_reporters, sender=self, dispatch_uid="reporters")
        pre_migrate.connect(take_down, sender=self, dispatch_uid="embargo-guard-down")
        post_migrate.connect(put_up, sender=self, dispatch_uid="embargo-guard-up")
