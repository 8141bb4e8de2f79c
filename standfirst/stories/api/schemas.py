"""The words of the API for stories. What does not stand here is not told, whatever a story may carry."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ninja import Field, Schema


class PageMeta(Schema):
    """As Wagtail's API has it."""

    type: Literal["stories.StoryPage"] = "stories.StoryPage"
    detail_url: str
    html_url: str
    slug: str
    first_published_at: datetime | None


class Section(Schema):
    id: int
    title: str
    slug: str
    html_url: str


class Topic(Schema):
    name: str
    slug: str


class Byline(Schema):
    """One name over the story, in order. `role` is empty for the author."""

    kind: Literal["contributor", "agency"]
    name: str
    role: str
    slug: str = Field("", description="The contributor's address part.")


class Agency(Schema):
    name: str
    credit_line: str


class PictureSize(Schema):
    url: str
    width: int
    height: int
    type: str


class LeadPicture(Schema):
    caption: str
    credit: str
    alternative: str
    width: int
    height: int
    sizes: list[PictureSize] = Field(description="Sizes that are drawn, narrowest first; uncropped.")


class Correction(Schema):
    kind: Literal["correction", "clarification"]
    text: str
    made_at: datetime


class Link(Schema):
    id: int
    title: str
    html_url: str


class Block(Schema):
    """One block of the body: its type, and the HTML that readers get, with whole addresses."""

    id: str
    type: str
    html: str


class StorySummary(Schema):
    """A story without its body."""

    id: int
    meta: PageMeta
    title: str = Field(description="The headline.")
    front_headline: str = Field(description="A shorter one for fronts; empty: the headline.")
    social_headline: str
    search_headline: str
    kicker: str
    standfirst: str
    dateline: str
    language: str
    bylines: list[Byline]
    section: Section | None
    topics: list[Topic]
    agency: Agency | None
    copyright_notice: str
    lead_picture: LeadPicture | None
    lead_embed: str = Field(description="The address of a recording that stands in place of the lead picture.")
    published_at: datetime | None
    updated_at: datetime | None
    corrections: list[Correction]


class StoryDetail(StorySummary):
    """A story with its body. An agency's copy is licensed to the paper alone, so its body stays here: it is empty."""

    is_full_text: bool
    body: list[Block]
    related: list[Link]


class StoryList(Schema):
    count: int
    items: list[StorySummary]


class SectionList(Schema):
    count: int
    items: list[Section]


Slug = Field("", max_length=255, pattern=r"^[-\w]*$")


class StoryFilters(Schema):
    """What may stand behind the question mark of a list. Anything else is an error."""

    type: Literal["", "stories.StoryPage"] = ""
    section: str = Slug
    topic: str = Slug
    contributor: str = Slug
    language: str = Field("", max_length=8, pattern=r"^[-a-z]*$")
    limit: int = Field(20, ge=1, le=50)
    offset: int = Field(0, ge=0, le=10_000)
