"""What notifications about comments read like. What is not public any more says nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.accounts.kinds import Kind, When, Words, register
from standfirst.accounts.models import Notification
from standfirst.comments.models import Comment, OutsidePage
from standfirst.prepared import Prepared
from standfirst.stories.models import StoryPage


class Told(NamedTuple):
    """A public comment, and the headline it stands under."""

    comment: Comment
    headline: str


def _public(notifications: Sequence[Notification]) -> dict[int, Told]:
    """By number of notification, as far as all may read it: three queries."""
    numbers = {one.pk: int(one.ids.get("comment", 0)) for one in notifications}
    comments = {comment.pk: comment for comment in COMMENTS(numbers=list(numbers.values()))}
    threads = list({comment.thread_id for comment in comments.values()})
    headlines = dict(HEADLINES(threads=threads) + OUTSIDE_HEADLINES(threads=threads))
    return {
        pk: Told(comments[number], headlines[comments[number].thread_id])
        for pk, number in numbers.items()
        if number in comments and comments[number].thread_id in headlines
    }


def _comments(numbers: Any) -> Any:
    return Comment.objects.filter(pk__in=numbers, state=Comment.State.PUBLISHED).select_related("author")


def _headlines(threads: Any) -> Any:
    stories = StoryPage.objects.visible_to_readers().select_related(None).order_by()
    return stories.filter(thread__in=threads).values_list("thread__pk", "title")


COMMENTS: Prepared[Comment] = Prepared(_comments)
HEADLINES: Prepared[tuple[Any, ...]] = Prepared(_headlines)
OUTSIDE_HEADLINES: Prepared[tuple[Any, ...]] = Prepared(
    lambda threads: OutsidePage.objects.filter(thread__in=threads, live=True).values_list("thread__pk", "title")
)


def _reading(say: Callable[[Told], tuple[str, str]]) -> Callable[[Sequence[Notification]], Mapping[int, Words]]:
    def words(notifications: Sequence[Notification]) -> dict[int, Words]:
        return {
            pk: Words(line, reverse("comment", args=[told.comment.pk]), quote)
            for pk, told in _public(notifications).items()
            for line, quote in [say(told)]
        }

    return words


def _reply(told: Told) -> tuple[str, str]:
    name = told.comment.author.display_name or _("A reader")
    words = {"name": name, "headline": told.headline}
    if told.comment.by_guest and told.comment.depth == 2:
        return _("%(name)s answered your question on “%(headline)s”") % words, told.comment.body
    return _("%(name)s replied to your comment on “%(headline)s”") % words, told.comment.body


def _pick(told: Told) -> tuple[str, str]:
    return _("The desk picked your comment on “%(headline)s”") % {"headline": told.headline}, told.comment.body


def _thread(told: Told) -> tuple[str, str]:
    return _("The conversation on “%(headline)s” went on") % {"headline": told.headline}, ""


def connect() -> None:
    register(Kind("reply", gettext_lazy("Replies to your comments"), When.AT_ONCE, _reading(_reply)))
    register(Kind("pick", gettext_lazy("Your comments that the desk picks"), When.DAILY, _reading(_pick)))
    without_hurry = (When.DAILY, When.NEVER)
    register(
        Kind("thread", gettext_lazy("Conversations that you follow"), When.DAILY, _reading(_thread), without_hurry)
    )
