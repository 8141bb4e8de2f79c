"""A small paper for tests: one front, one section, as many stories as asked for."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from standfirst.stories.actions.drafting import StoryDraft, draft_story
from standfirst.stories.actions.founding import found_paper, open_section
from standfirst.stories.actions.publishing import publish_story
from standfirst.stories.models import Picture, SectionPage, StoryPage


def make_section(slug: str = "news") -> SectionPage:
    front = found_paper(name="The Test Courier", tagline="All that is asserted", base_url="http://testserver")
    return open_section(front=front, title=slug.title(), slug=slug, colour="harbour")


def make_draft(headline: str = "Ferry runs aground", **fields: Any) -> StoryPage:
    fields.setdefault("body", [("paragraph", "<p>The ferry ran aground at noon.</p>")])
    section = fields.pop("section", None) or make_section()
    return draft_story(section=section, draft=StoryDraft(headline=headline, **fields), actor=None)


def make_story(headline: str = "Ferry runs aground", **fields: Any) -> StoryPage:
    """A public story with its thread."""
    return publish_story(story=make_draft(headline, **fields), actor=None)


def make_picture(name: str = "ferry", *, size: tuple[int, int] = (400, 300), **words: str) -> Picture:
    """A picture of one colour, which costs little to draw again."""
    file = BytesIO()
    Image.new("RGB", size, "teal").save(file, "PNG")
    picture: Picture = Picture.objects.create(title=name, file=ContentFile(file.getvalue(), f"{name}.png"), **words)
    return picture
