"""`{% comment_thread page %}`: the conversation under a story."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from standfirst.accounts.models import User
from standfirst.comments.models import Comment, Thread
from standfirst.comments.queries import thread_page
from standfirst.edge.caching import tag_response
from standfirst.stories.models import StoryPage

register = template.Library()
COMMENTS_AT_HAND = 4096


class Author(NamedTuple):
    """What a comment shows of a person."""

    display_name: str
    is_staff: bool


class Above(NamedTuple):
    """What a reply shows of the comment it replies to."""

    pk: int
    author: Author


class Shown(NamedTuple):
    """All that `comments/comment.html` is given of a comment: those that are equal here look the same."""

    pk: int
    author: Author
    parent: Above | None
    body_html: str
    posted_at: datetime
    depth: int
    is_stub: bool


@register.simple_tag(takes_context=True)
def comment_thread(context: template.Context, story: StoryPage) -> SafeString:
    """The first page of the story's thread with its form; nothing before the story was published."""
    try:
        # By way of the story, which remembers it for the rest of the page.
        thread = story.thread
    except Thread.DoesNotExist:
        return mark_safe("")
    request: Any = context.get("request")
    tag_response(request, f"thread:{thread.pk}")
    page = thread_page(thread=thread, story=story)
    return render_to_string(
        "comments/thread.html",
        {
            "thread": thread,
            "story": story,
            "comments": page.comments,
            "is_open": page.is_open,
            "more_after": page.more_after,
            "paper_name": context.get("paper_name", ""),
        },
    )


@register.simple_tag
def comment_in_thread(comment: Comment, *, is_open: bool) -> SafeString:
    """One comment as everyone sees it."""
    parent = comment.parent
    shown = Shown(
        pk=comment.pk,
        author=_shown(comment.author),
        parent=Above(parent.pk, _shown(parent.author)) if parent else None,
        body_html=comment.body_html,
        posted_at=comment.posted_at,
        depth=comment.depth,
        is_stub=comment.is_stub,
    )
    return _rendered(shown, is_open, get_language(), timezone.get_current_timezone_name())


@lru_cache(maxsize=COMMENTS_AT_HAND)
def _rendered(shown: Shown, is_open: bool, language: str, time_zone: str) -> SafeString:
    """A new comment has the whole page made anew, in which all others look as before: half the page's CPU time.

    Language and time zone are asked for because the template's words and times follow them.
    """
    return render_to_string("comments/comment.html", {"comment": shown, "is_open": is_open})


def _shown(person: User) -> Author:
    return Author(person.display_name, person.is_staff)
