"""What sitemaps list: every address that readers may see, and the news of two days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Any

from django.conf import settings
from django.db.models import Count, Max
from django.db.models.functions import TruncMonth
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from standfirst.stories.addresses import absolute
from standfirst.stories.models import FrontPage, SectionPage, StoryPage
from standfirst.stories.syndication.entries import changed_at
from standfirst.stories.syndication.sitemaps import NewsPlace, Place

MOST_IN_A_PART = 5000
MOST_NEWS = 1000
NEWS_FOR = timedelta(days=2)


def sitemap_parts() -> list[Place]:
    """Front and sections, then a part for each month of publication (UTC), or several where the month was busy."""
    months = (
        _stories()
        .annotate(month=TruncMonth("first_published_at", tzinfo=UTC))
        .values("month")
        .annotate(how_many=Count("pk", distinct=True), **_moments())
        .order_by("-month")
    )
    parts = [Place(address=absolute(reverse("sitemap_of_lists")))]
    for row in months:
        changed = changed_at(row["published"], row["updated"], [row["corrected"]] if row["corrected"] else [])
        month = row["month"]
        for number in range(1, ceil(row["how_many"] / MOST_IN_A_PART) + 1):
            address = reverse("sitemap_of_month", args=[month.year, month.month, number])
            parts.append(Place(address=absolute(address), changed_at=timezone.localtime(changed)))
    return parts


def lists_in_sitemap(request: HttpRequest) -> Iterator[Place]:
    for page in [*FrontPage.objects.live(), *SectionPage.objects.live().order_by("path")]:
        yield Place(address=page.get_full_url(request))


def stories_in_sitemap(*, year: int, month: int, part: int, request: HttpRequest) -> list[Place]:
    """One part of a month, in the order of publication; empty where there is none. One query."""
    start = datetime(year, month, 1, tzinfo=UTC)
    end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
    stories = (
        _stories()
        .filter(first_published_at__gte=start, first_published_at__lt=end)
        .annotate(corrected=Max("corrections_list__made_at"))
        .order_by("first_published_at", "pk")
    )
    found = stories[(part - 1) * MOST_IN_A_PART : part * MOST_IN_A_PART]
    return [Place(address=story.get_full_url(request), changed_at=_changed(story)) for story in found]


def news_in_sitemap(*, now: datetime, request: HttpRequest) -> list[NewsPlace]:
    """The stories first published within two days, newest first, a thousand at most. One query."""
    stories = _stories().filter(first_published_at__gt=now - NEWS_FOR, first_published_at__lte=now)
    return [
        NewsPlace(
            address=story.get_full_url(request),
            headline=story.title,
            language=(story.language or settings.LANGUAGE_CODE).partition("-")[0],
            published_at=timezone.localtime(story.first_published_at),
        )
        for story in stories.order_by("-first_published_at", "-pk")[:MOST_NEWS]
    ]


def _stories() -> Any:
    """Those with a time of publication, without what no sitemap says: bodies are most of a story's bytes."""
    wanted = ("title", "url_path", "language", "first_published_at", "updated_at", "path", "depth", "locale")
    timed = StoryPage.objects.visible_to_readers().filter(first_published_at__isnull=False)
    return timed.select_related(None).only(*wanted)


def _moments() -> dict[str, Any]:
    return {
        "published": Max("first_published_at"),
        "updated": Max("updated_at"),
        "corrected": Max("corrections_list__made_at"),
    }


def _changed(story: Any) -> datetime:
    corrected = [story.corrected] if story.corrected else []
    return timezone.localtime(changed_at(story.first_published_at, story.updated_at, corrected))
