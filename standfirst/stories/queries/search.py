"""Finding stories by words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from standfirst.stories.fulltext import matching
from standfirst.stories.models import Byline, Contributor, SearchEntry, SectionPage, StoryPage
from standfirst.stories.queries.lists import stories_by_id
from standfirst.stories.searching import Run, Term, excerpt, marked

MOST_FOUND = 500


@dataclass(frozen=True)
class Hit:
    """A story that was found, with what was searched for marked in headline and text."""

    story: StoryPage
    headline: list[Run]
    excerpt: list[Run]


def find_stories(
    *,
    terms: Sequence[Term],
    section: SectionPage | None = None,
    contributor: Contributor | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    headlines_first: bool = False,
) -> list[int]:
    """The ids of the newest MOST_FOUND stories in which all `terms` stand, newest first. `until` is not included.

    With `headlines_first` those come before the others that have all terms in their headline: the one kind of
    relevance that readers can see for themselves, that both databases agree on, and that ranks nothing.
    """
    entries = SearchEntry.objects.filter(matching(terms))
    if section is not None:
        entries = entries.filter(section=section)
    if contributor is not None:
        entries = entries.filter(Exists(Byline.objects.filter(story=OuterRef("pk"), contributor=contributor)))
    if since is not None:
        entries = entries.filter(published_at__gte=since)
    if until is not None:
        entries = entries.filter(published_at__lt=until)
    order = ["-published_at", "-story"]
    if headlines_first:
        entries = entries.alias(in_headline=matching(terms, in_headline=True))
        order.insert(0, "-in_headline")
    return list(entries.order_by(*order).values_list("story_id", flat=True)[:MOST_FOUND])


def show_hits(*, story_ids: Sequence[int], terms: Sequence[Term]) -> list[Hit]:
    """These stories with their excerpts. Whatever readers may not see is left out, though the index should name it."""
    texts = dict(SearchEntry.objects.filter(pk__in=story_ids).values_list("pk", "text"))
    return [
        Hit(story, marked(story.title, terms), excerpt(texts.get(story.pk, ""), terms))
        for story in stories_by_id(story_ids=story_ids)
    ]
