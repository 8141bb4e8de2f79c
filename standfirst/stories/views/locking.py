"""Whether a page lock keeps somebody from writing, for the desk's screens beside Wagtail's editor."""

from __future__ import annotations

from typing import Any

from wagtail.locks import BaseLock, ScheduledForPublishLock
from wagtail.models import DraftStateMixin

from standfirst.stories.models import StoryPage


def may_write(story: StoryPage, user: Any, *, beside_schedule: bool = False) -> bool:
    """Whether no lock on `story` applies to `user`; whose right it is to write at all is for the caller to ask.

    `beside_schedule`: a text that waits for its minute, by which Wagtail locks the editor, is no obstacle.
    """
    lock: BaseLock | None = story.get_lock()
    if beside_schedule and isinstance(lock, ScheduledForPublishLock):
        # It stands before every other lock, which counts all the same.
        lock = super(DraftStateMixin, story).get_lock()
    return lock is None or not lock.for_user(user)
