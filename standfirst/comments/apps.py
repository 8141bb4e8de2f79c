"""The app of the comments desk: threads under stories."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    name = "standfirst.comments"
    label = "comments"

    def ready(self) -> None:
        from standfirst.comments import bridge, notifications, personal  # noqa: F401 - registers what is one's own

        bridge.connect()
        notifications.connect()
