"""What pages show of a reader's notifications: a fixed number of queries, however many there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from standfirst.accounts.kinds import Words, words_for
from standfirst.accounts.models import Bearer, Notification

ON_A_PAGE = 30
MOST_COUNTED = 99
MOST_KEYS = 200


@dataclass(frozen=True)
class ShownNotification:
    """One notification with what it says."""

    notification: Notification
    words: Words
    is_new: bool


@dataclass(frozen=True)
class NotificationsPage:
    """A stretch of a reader's notifications. `more_before` is the cursor of the next one, 0 at the end.

    `new_ids` are those on it that were not seen before, also those that say nothing any more.
    """

    items: list[ShownNotification]
    new_ids: list[int]
    more_before: int


def notifications_page(*, reader_id: int, before: int = 0) -> NotificationsPage:
    """What the reader was told, newest first, behind the cursor `before` (0: from the start)."""
    own = Notification.objects.of(reader_id)
    rows = list((own.filter(pk__lt=before) if before else own)[: ON_A_PAGE + 1])
    told = rows[:ON_A_PAGE]
    words = words_for(told)
    return NotificationsPage(
        items=[ShownNotification(one, words[one.pk], one.seen_at is None) for one in told if one.pk in words],
        new_ids=[one.pk for one in told if one.seen_at is None],
        more_before=told[-1].pk if len(rows) > ON_A_PAGE else 0,
    )


def count_unseen(*, reader_id: int) -> int:
    """How many the reader has not seen; beyond MOST_COUNTED nobody counts."""
    return Notification.objects.filter(reader_id=reader_id).unseen().values("pk")[: MOST_COUNTED + 1].count()


def keys_of(*, reader_id: int, at: datetime) -> list[Bearer]:
    """What acts in the reader's name and still holds: their own keys first, then those of other sites, newest first."""
    standing = Bearer.objects.standing(at=at).filter(person=reader_id)
    return list(standing.order_by("audience", "-pk")[:MOST_KEYS])
