"""The app of the comments desk: threads under stories."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    name = "standfirst.comments"
    label = "comments"

    def ready(self) -> None:
        from standfirst.comments import bridge, data_map, notifications, personal  # noqa: F401 - register what is one's own
        from standfirst.comments.actions import erasing  # noqa: F401 - and how it is erased

        bridge.connect()
        notifications.connect()
