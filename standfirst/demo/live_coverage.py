"""The demo's live blog, written entry by entry through the actions that a reporter uses."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from standfirst.demo.manuscripts import Edition, LiveEntry
from standfirst.stories.actions.live_blogs import start_live_blog
from standfirst.stories.actions.live_entries import (
    Words,
    correct_entry,
    mark_key_point,
    pin_entry,
    post_entry,
    remove_entry,
)
from standfirst.stories.models import LiveBlog

if TYPE_CHECKING:
    from standfirst.demo.building import Built

AWHILE = timedelta(minutes=9)


def write_live(edition: Edition, built: Built) -> None:
    story = built.stories[edition.live.story]
    began = built.now - timedelta(
        hours=next(one.hours_ago for one in edition.stories if one.slug == edition.live.story)
    )
    live_blog = start_live_blog(story=story, actor=built.people["aoife"], now=began)
    for written in edition.live.entries:
        write(written, live_blog, built)


def write(written: LiveEntry, live_blog: LiveBlog, built: Built) -> None:
    """Post the entry, and do to it soon after what the copy says was done."""
    reporter = built.people[written.author]
    story_at = live_blog.started_at + timedelta(minutes=written.minutes_after)
    soon = min(story_at + AWHILE, built.now)
    words = Words(
        text=written.text,
        headline=written.headline,
        picture=built.pictures[written.picture.file] if written.picture else None,
        contributor=built.contributors[written.byline] if written.byline else None,
    )
    entry = post_entry(live_blog=live_blog, actor=reporter, words=words, now=story_at)
    if written.correction:
        correct_entry(entry=entry, revision=1, actor=reporter, correction=written.correction, words=words, now=soon)
    if written.key_point:
        mark_key_point(entry=entry, actor=reporter, words=written.key_point, now=soon)
    if written.pinned:
        pin_entry(entry=entry, actor=reporter, now=soon)
    if written.removed:
        remove_entry(entry=entry, actor=reporter, words=written.removed, now=soon)
