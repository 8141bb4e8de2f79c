"""A small paper for tests: one front, one section, as many stories as asked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from standfirst.accounts.tests.factories import aoife
from standfirst.stories.actions.drafting import StoryDraft, draft_story
from standfirst.stories.actions.founding import found_paper, open_section
from standfirst.stories.actions.live_blogs import start_live_blog
from standfirst.stories.actions.live_entries import Words, post_entry
from standfirst.stories.actions.pictures import draw_picture
from standfirst.stories.actions.publishing import publish_story
from standfirst.stories.models import FrontPage, LiveBlog, LiveEntry, Picture, SectionPage, StoryPage

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def make_section(slug: str = "news") -> SectionPage:
    front = found_paper(name="The Test Courier", tagline="All that is asserted", base_url="http://testserver")
    return open_section(front=front, title=slug.title(), slug=slug, colour="harbour")


def close_paper() -> None:
    """No paper at all, as before it was founded: every test's database begins with one (see conftest.py)."""
    for front in FrontPage.objects.all():
        front.delete()


def make_draft(headline: str = "Ferry runs aground", **fields: Any) -> StoryPage:
    fields.setdefault("body", [("paragraph", "<p>The ferry ran aground at noon.</p>")])
    section = fields.pop("section", None) or make_section()
    return draft_story(section=section, draft=StoryDraft(headline=headline, **fields), actor=None)


def make_story(headline: str = "Ferry runs aground", **fields: Any) -> StoryPage:
    """A public story with its thread."""
    return publish_story(story=make_draft(headline, **fields), actor=None)


def make_live_blog(**fields: Any) -> LiveBlog:
    """A public story that is a live blog, started by Aoife at noon."""
    story = fields.pop("story", None) or make_story("The tide, as it comes", **fields)
    return start_live_blog(story=story, actor=aoife(), now=NOON)


def make_entry(live_blog: LiveBlog, text: str = "The quay is wet.", **fields: Any) -> LiveEntry:
    """An entry of Aoife's, `minutes` after noon."""
    now = NOON + timedelta(minutes=fields.pop("minutes", 1))
    return post_entry(live_blog=live_blog, actor=aoife(), words=Words(text=text, **fields), now=now)


def make_picture(name: str = "ferry", *, size: tuple[int, int] = (400, 300), **words: str) -> Picture:
    """A picture of one colour, drawn in all sizes as the worker does after an upload."""
    file = BytesIO()
    Image.new("RGB", size, "teal").save(file, "PNG")
    picture: Picture = Picture.objects.create(title=name, file=ContentFile(file.getvalue(), f"{name}.png"), **words)
    draw_picture(picture=picture)
    picture.refresh_from_db()
    return picture
