"""Comments for tests, posted the way readers post them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from standfirst.accounts.models import User
from standfirst.accounts.tests.factories import niamh
from standfirst.comments.actions.posting import post_comment
from standfirst.comments.models import Comment, Thread
from standfirst.stories.models import StoryPage
from standfirst.stories.tests.factories import make_story

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
_minutes = count()


def make_thread(**story: Any) -> Thread:
    return Thread.objects.get(story=make_story(**story))


def make_comment(thread: Thread, body: str = "The pilot knew those rocks.", **fields: Any) -> Comment:
    """Published at once unless a rule holds it. Each is a minute later than the one before."""
    fields.setdefault("now", NOON + timedelta(minutes=next(_minutes)))
    author: User = fields.pop("author", None) or niamh()
    return post_comment(thread_id=thread.pk, author=author, body=body, **fields)


def story_of(thread: Thread) -> StoryPage:
    assert thread.story is not None
    return thread.story


def close(thread: Thread) -> None:
    StoryPage.objects.filter(pk=thread.story_id).update(comments_mode=StoryPage.Comments.CLOSED)
