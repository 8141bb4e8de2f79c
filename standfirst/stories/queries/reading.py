"""What is read most."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Sum

from standfirst.stories.models import StoryPage, StoryViews
from standfirst.stories.queries.lists import links_by_id

FEWEST_VIEWS = 10
"""A story that fewer have read is on no list: no one reader can bring it there."""


def most_read(*, now: datetime, hours: int = 24, limit: int = 5) -> list[StoryPage]:
    """The public stories read most in these hours, the most read first, each knowing its section."""
    recent = StoryViews.objects.filter(hour__gt=now - timedelta(hours=hours), hour__lte=now)
    sums = recent.order_by().values("story").annotate(views=Sum("count")).filter(views__gte=FEWEST_VIEWS)
    # Some more than are shown: one or the other may have been withdrawn.
    ids = [row["story"] for row in sums.order_by("-views", "-story")[: limit * 3]]
    return links_by_id(story_ids=ids)[:limit]
