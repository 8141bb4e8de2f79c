"""A story with all that its page shows of other rows: a fixed number of statements, each compiled once."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef

from standfirst.prepared import Prepared
from standfirst.stories.models import Byline, Correction, RelatedStory, SectionPage, StoryPage, Topic
from standfirst.stories.pages.story import LINK_FIELDS


def public_story(section: SectionPage, slug: str) -> StoryPage | None:
    """The public story with this address in `section`; what its page asks of it next is answered already."""
    first, last = StoryPage._get_children_path_interval(section.path)
    story = STORY.first(slug=slug, first=first, last=last, depth=section.depth + 1)
    if story is None:
        return None
    story.stands_in(section)
    related = RELATED(story=story.pk)
    # In place of what its cached properties would ask; a draft or a revision has these in memory and not here.
    story.byline_entries = sorted(BYLINES(story=story.pk), key=lambda one: (one.sort_order is None, one.sort_order))
    story.corrections = sorted(CORRECTIONS(story=story.pk), key=lambda one: one.made_at, reverse=True)
    story.shown_topics = TOPICS(story=story.pk)
    story.related_ids = [one.other_id for one in related]
    story.related_stories = [one.other for one in related if one.is_public]
    return story


def _related(story: Any) -> Any:
    """Also those that readers may not see, which the page must know of."""
    public = StoryPage.objects.visible_to_readers().filter(pk=OuterRef("other"))
    shown = [f"other__{name}" for name in LINK_FIELDS]
    found = RelatedStory.objects.filter(story=story).select_related("other").only("other", *shown)
    return found.annotate(is_public=Exists(public)).order_by("sort_order")


STORY: Prepared[StoryPage] = Prepared(
    lambda slug, first, last, depth: (
        StoryPage.objects.visible_to_readers()
        .filter(slug=slug, depth=depth, path__gte=first, path__lte=last)
        .select_related("lead_picture", "agency", "live_blog")
        .order_by()[:1]
    )
)
BYLINES: Prepared[Byline] = Prepared(
    lambda story: Byline.objects.filter(story=story).select_related("contributor", "agency").order_by()
)
CORRECTIONS: Prepared[Correction] = Prepared(
    lambda story: Correction.objects.filter(story=story).order_by("sort_order")
)
TOPICS: Prepared[Topic] = Prepared(
    lambda story: Topic.objects.filter(
        pk__in=StoryPage.topics.through._default_manager.filter(storypage=story).values("topic")
    )
)
RELATED: Prepared[Any] = Prepared(_related)
