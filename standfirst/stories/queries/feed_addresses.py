"""Which feeds a story stands in."""

from __future__ import annotations

from django.urls import reverse

from standfirst.stories.addresses import FORMATS, absolute
from standfirst.stories.models import Contributor, StoryPage


def feeds_of(story: StoryPage) -> list[str]:
    """The addresses of all of them, in every format."""
    names = Contributor.objects.filter(pk__in=story.bylines.exclude(contributor=None).values("contributor"))
    lists = [
        ("paper_feed", []),
        ("section_feed", [story.section.slug]),
        *(("topic_feed", [topic.slug]) for topic in story.topics.all()),
        *(("contributor_feed", [contributor.slug]) for contributor in names),
    ]
    return [absolute(reverse(name, args=[*args, file])) for name, args in lists for file in FORMATS]
