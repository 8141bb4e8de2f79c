"""`{% comment_thread page %}`: the conversation under a story. `{% most_discussed %}`: where it is liveliest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from standfirst import clock
from standfirst.comments.cursors import Sort
from standfirst.comments.queries.pages import Fold, ThreadPage, thread_address, thread_page
from standfirst.comments.queries.places import most_discussed as find_most_discussed
from standfirst.comments.queries.places import thread_of
from standfirst.comments.queries.shown import ShownComment
from standfirst.comments.shapes import Renderer
from standfirst.edge.caching import keep_at_most, tag_response
from standfirst.stories.models import StoryPage

register = template.Library()
TRUE_FOR_SECONDS = 900


@register.simple_tag(takes_context=True)
def comment_thread(context: template.Context, story: StoryPage) -> SafeString:
    """The first page of the story's thread with its form; nothing before the story was published."""
    thread = thread_of(story)
    if thread is None:
        return mark_safe("")
    request: Any = context.get("request")
    tag_response(request, f"thread:{thread.pk}")
    page = thread_page(thread=thread, place=story)
    return render_to_string(
        "comments/thread.html",
        {
            "thread_page": page,
            "thread": thread,
            "place": story,
            "comments": page.comments,
            "is_open": page.is_open,
            "paper_name": context.get("paper_name", ""),
        },
    )


@register.filter
def comment_count(story: StoryPage) -> int | None:
    """How many comments stand under the story; None before it has a thread."""
    thread = thread_of(story)
    return thread.comment_count if thread else None


@register.inclusion_tag("stories/parts/ranking.html", takes_context=True)
def most_discussed(context: template.Context) -> dict[str, Any]:
    """The list with its heading; nothing where nobody talks. The page is made anew each quarter of an hour."""
    request: Any = context["request"]
    stories = find_most_discussed(now=clock.now())
    keep_at_most(request, TRUE_FOR_SECONDS)
    tag_response(request, *(f"story:{story.pk}" for story in stories))
    return {"stories": stories, "kind": "discussed"}


@register.simple_tag
def comments_in_thread(comments: Sequence[ShownComment | Fold], *, is_open: bool) -> SafeString:
    """The comments as everyone sees them, in the order given, with the ways to replies that are not shown."""
    renderer, language = Renderer(is_open=is_open), get_language()
    return mark_safe(
        "".join(_fold(entry, language) if isinstance(entry, Fold) else renderer.rendered(entry) for entry in comments)
    )


@register.inclusion_tag("comments/sorts.html")
def sorts_of_thread(page: ThreadPage) -> dict[str, Any]:
    """The orders to choose from; picks where there are any. None for a single comment."""
    if page.thread.comment_count <= 1:
        return {"sorts": []}
    words = orders_of_questions(page) if page.thread.asks_questions else orders_of_comments()
    if page.has_picks or page.sort == Sort.PICKS:
        words[Sort.PICKS] = _("Picks")
    sorts = [(thread_address(page.thread, sort), label, sort == page.sort) for sort, label in words.items()]
    return {"sorts": sorts, "of_questions": page.thread.asks_questions}


def orders_of_comments() -> dict[Sort, str]:
    return {
        Sort.OLDEST: _("Oldest"),
        Sort.NEWEST: _("Newest"),
        Sort.RECOMMENDED: _("Most recommended"),
        Sort.DISCUSSED: _("Most discussed"),
    }


def orders_of_questions(page: ThreadPage) -> dict[Sort, str]:
    """The answered ones first, each part with how many are in it; then the orders that every thread has."""
    asked, answered = page.thread.question_count, page.thread.answered_count
    return {
        Sort.QUESTIONS: _("Answers first"),
        Sort.ANSWERED: _("Answered (%(count)d)") % {"count": answered},
        Sort.UNANSWERED: _("Unanswered (%(count)d)") % {"count": asked - answered},
        Sort.NEWEST: _("Newest"),
        Sort.RECOMMENDED: _("Most recommended"),
    }


def _fold(fold: Fold, language: str | None) -> str:
    words, address = _words_of_fold(fold.replies, language), escape(fold.address)
    return f'<li class="more-replies"><a href="{address}" data-load="replies" rel="nofollow">{words}</a></li>\n'


@lru_cache(maxsize=1024)
def _words_of_fold(replies: int | None, language: str | None) -> str:
    """The same in every page of a language."""
    if replies is None:
        return escape(_("More replies"))
    return escape(ngettext("%(count)d more reply", "%(count)d more replies", replies) % {"count": replies})
