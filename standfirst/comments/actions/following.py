"""A reader's own wishes: following a thread, muting somebody. Each bears being said twice."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from standfirst.comments.models import Follow, Mute


class MutesOneself(Exception):
    """Nobody mutes themselves."""


@transaction.atomic
def follow_thread(*, thread_id: int, reader_id: int, now: datetime) -> None:
    """The reader hears each morning that the thread went on."""
    Follow.objects.get_or_create(thread_id=thread_id, reader_id=reader_id, defaults={"since": now})


@transaction.atomic
def unfollow_thread(*, thread_id: int, reader_id: int) -> None:
    """The reader hears no more of the thread, except of replies."""
    Follow.objects.filter(thread_id=thread_id, reader_id=reader_id).delete()


@transaction.atomic
def mute(*, reader_id: int, muted_id: int, now: datetime) -> None:
    """The reader is told nothing of this person any more, and pages fold their comments. Raises MutesOneself."""
    if reader_id == muted_id:
        raise MutesOneself
    Mute.objects.get_or_create(reader_id=reader_id, muted_id=muted_id, defaults={"since": now})


@transaction.atomic
def unmute(*, reader_id: int, muted_id: int) -> None:
    Mute.objects.filter(reader_id=reader_id, muted_id=muted_id).delete()
