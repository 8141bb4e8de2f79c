"""Adding up how often stories were read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F

from standfirst.stories.models import StoryPage, StoryViews

KEEP = timedelta(days=30)
TAKEN_FOR = timedelta(hours=2)
"""What is handed in later, or for an hour to come, is not believed."""
MOST_AT_ONCE = 10_000_000

type Sum = tuple[int, datetime, int]
"""A story's id, the hour, the number of views."""


@transaction.atomic
def add_views(*, sums: Sequence[Sum], now: datetime) -> int:
    """Add what an edge has counted; returns how many of the sums were taken.

    Stories that are not there and hours long past are left out. Several edges may hand in at the same moment.
    """
    this_hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    there = set(StoryPage.objects.filter(pk__in={story for story, _, _ in sums}).values_list("pk", flat=True))
    taken = 0
    # In one order for all, so that two edges never wait for each other.
    for story, hour, count in sorted(sums):
        if story in there and this_hour - TAKEN_FOR <= hour <= this_hour and 0 < count <= MOST_AT_ONCE:
            StoryViews.objects.get_or_create(story_id=story, hour=hour, defaults={"count": 0})
            taken += StoryViews.objects.filter(story=story, hour=hour).update(count=F("count") + count)
    return taken


def forget_old_views(*, now: datetime) -> int:
    """What was read a month ago is nobody's concern."""
    forgotten, _ = StoryViews.objects.filter(hour__lt=now - KEEP).delete()
    return forgotten
