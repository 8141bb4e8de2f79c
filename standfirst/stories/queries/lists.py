"""Lists of stories over all sections: by topic, by contributor, by id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from standfirst.prepared import Prepared
from standfirst.stories.models import Byline, Contributor, Correction, SectionPage, StoryPage, Topic


def stories_of_topic(*, topic: Topic) -> Any:
    return _newest_first().filter(topics=topic)


def stories_of_contributor(*, contributor: Contributor) -> Any:
    # Not by a join: somebody who wrote a story and took its pictures stands over it twice.
    theirs = Byline.objects.filter(contributor=contributor).order_by().values("story")
    return _newest_first().filter(pk__in=theirs)


def stories_by_id(*, story_ids: Sequence[int]) -> list[StoryPage]:
    """Those of them that readers may see, in this order, each knowing its section."""
    found = {story.pk: story for story in _for_teasers().filter(pk__in=story_ids)}
    return in_their_sections(found[one] for one in story_ids if one in found)


def links_by_id(*, story_ids: Sequence[int]) -> list[StoryPage]:
    """Those of them that readers may see, in this order, with what a link shows and no more."""
    held = {story.pk: story for story in LINKS(stories=list(story_ids))}
    return [held[one] for one in story_ids if one in held]


LINKS: Prepared[StoryPage] = Prepared(
    lambda stories: StoryPage.objects.visible_to_readers().select_related(None).for_links().filter(pk__in=stories)
)


def public_corrections() -> Any:
    """Corrections and clarifications of all stories that readers may see, newest first, each with its story."""
    visible = StoryPage.objects.visible_to_readers().values("pk")
    found = Correction.objects.filter(story__in=visible).select_related("story").defer("story__body")
    return found.order_by("-made_at", "-pk")


def in_their_sections(stories: Iterable[StoryPage]) -> list[StoryPage]:
    """The same stories, each told its section, so that no address is asked for story by story."""
    known = list(stories)
    paths = {story.path[: -StoryPage.steplen] for story in known}
    by_path = {section.path: section for section in SectionPage.objects.filter(path__in=paths)} if paths else {}
    for story in known:
        story.stands_in(by_path[story.path[: -StoryPage.steplen]])
    return known


def _newest_first() -> Any:
    return _for_teasers().order_by("-first_published_at", "-pk")


def _for_teasers() -> Any:
    return StoryPage.objects.visible_to_readers().select_related("live_blog").defer("body")
