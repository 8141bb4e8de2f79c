"""What the front and the section pages show: page-shaped reads, each with a fixed number of queries."""

from __future__ import annotations

from typing import TypedDict

from django.core.paginator import InvalidPage, Paginator
from django.core.paginator import Page as PageOfStories
from django.http import Http404

from standfirst.stories.models import SectionPage, StoryPage
from standfirst.stories.pages import STORIES_ON_A_SECTION_PAGE

SECONDARY = 2
PER_SECTION = 5
RECENT = 60


class SectionOnFront(TypedDict):
    section: SectionPage
    stories: list[StoryPage]


class FrontContents(TypedDict):
    lead: StoryPage | None
    secondary: list[StoryPage]
    rest: list[SectionOnFront]


class SectionContents(TypedDict):
    section: SectionPage
    stories: PageOfStories


def public_stories() -> list[StoryPage]:
    """The latest public stories, newest first, with what a front shows of them: a fixed number of queries."""
    sections = {section.path: section for section in sections_in_order()}
    stories = list(
        StoryPage.objects.live().public().select_related("lead_picture").order_by("-first_published_at", "-pk")[:RECENT]
    )
    for story in stories:
        parent_path = story.path[: -StoryPage.steplen]
        if parent_path in sections:
            story.section = sections[parent_path]
            story._cached_parent_obj = sections[parent_path]
    return [story for story in stories if "section" in story.__dict__]


def sections_in_order() -> list[SectionPage]:
    """The sections as the navigation shows them."""
    return list(SectionPage.objects.live().in_menu().order_by("path"))


def front_contents() -> FrontContents:
    """The front: the newest story with a picture leads; no story stands twice."""
    stories = public_stories()
    lead = next((story for story in stories if story.lead_picture_id), stories[0] if stories else None)
    others = [story for story in stories if story != lead]
    secondary, others = others[:SECONDARY], others[SECONDARY:]
    rest: list[SectionOnFront] = []
    for section in sections_in_order():
        own = [story for story in others if story.section == section][:PER_SECTION]
        if own:
            rest.append({"section": section, "stories": own})
    return {"lead": lead, "secondary": secondary, "rest": rest}


def section_contents(*, section: SectionPage, page_number: str) -> SectionContents:
    """One page of a section's stories, newest first. A page that is not there is a 404."""
    stories = (
        StoryPage.objects.live()
        .public()
        .child_of(section)
        .select_related("lead_picture")
        .order_by("-first_published_at", "-pk")
    )
    try:
        page = Paginator(stories, STORIES_ON_A_SECTION_PAGE).page(page_number)
    except InvalidPage as error:
        raise Http404(str(error)) from error
    for story in page.object_list:
        story.section = section
        story._cached_parent_obj = section
    return {"section": section, "stories": page}
