"""What is read most."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Sum

from standfirst.prepared import Prepared
from standfirst.stories.models import StoryPage, StoryViews
from standfirst.stories.queries.lists import links_by_id

FEWEST_VIEWS = 10
"""A story that fewer have read is on no list: no one reader can bring it there."""
# Some more than are shown: one or the other may have been withdrawn.
CANDIDATES = 15


def most_read(*, now: datetime, hours: int = 24, limit: int = 5) -> list[StoryPage]:
    """The public stories read most in these hours, the most read first, each knowing its section."""
    return links_by_id(story_ids=MOST_READ(since=now - timedelta(hours=hours), until=now))[:limit]


def _most_read(since: Any, until: Any) -> Any:
    recent = StoryViews.objects.filter(hour__gt=since, hour__lte=until)
    sums = recent.order_by().values("story").annotate(views=Sum("count")).filter(views__gte=FEWEST_VIEWS)
    return sums.order_by("-views", "-story").values_list("story", flat=True)[:CANDIDATES]


MOST_READ: Prepared[int] = Prepared(_most_read)
