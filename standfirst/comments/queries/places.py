"""Where conversations and comments stand, and where they are liveliest."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count

from standfirst.accounts.models import User
from standfirst.comments.models import Comment, Mute, OutsidePage, Thread
from standfirst.comments.queries.pages import ON_A_PAGE, comment_place
from standfirst.prepared import Prepared
from standfirst.stories.models import StoryPage
from standfirst.stories.queries.lists import links_by_id

Place = StoryPage | OutsidePage
FEWEST_COMMENTS = 3
"""Fewer make no discussion."""
# Some more than are shown: one or the other may have been withdrawn.
CANDIDATES = 15


def thread_of(story: StoryPage) -> Thread | None:
    """The story's thread, which it has from its first publication on; asked for once for each story in memory."""
    if story.pk is None or Thread.story.field.remote_field.is_cached(story):
        return getattr(story, "thread", None)
    thread = THREAD.first(story=story.pk)
    if thread is not None:
        thread.story = story
    return thread


THREAD: Prepared[Thread] = Prepared(lambda story: Thread.objects.filter(story=story))


def public_place(thread_id: int) -> StoryPage | OutsidePage | None:
    """What a thread stands under, with the thread, while readers may see it. What is shown of it comes from here."""
    # By `thread__id`, which takes a number beyond all that the database knows, where `thread` breaks.
    stories = StoryPage.objects.visible_to_readers().select_related(None).select_related("thread")
    found: StoryPage | None = stories.filter(thread__id=thread_id).first()
    if found is not None:
        return found
    return OutsidePage.objects.filter(thread__id=thread_id, live=True).select_related("thread").first()


def waiting_comments(*, thread_id: int, author: User) -> list[Comment]:
    """The author's comments in this thread that a moderator has not read yet."""
    pending = Comment.objects.filter(thread_id=thread_id, author=author, state=Comment.State.PENDING)
    return list(pending.select_related("author", "parent__author").in_reading_order()[:20])


def muted_comments(*, thread_id: int, reader: User) -> list[int]:
    """Numbers of public comments in this thread by people the reader has muted, the newest thousand."""
    muted = Mute.objects.filter(reader=reader).values("muted")
    said = Comment.objects.filter(thread_id=thread_id, author__in=muted, state=Comment.State.PUBLISHED)
    return list(said.order_by("-pk").values_list("pk", flat=True)[:1000])


def place_of(comment: Comment) -> str:
    """The address at which a public comment stands: under its story, or in its place on a page of its own.

    A short thread stands under its story whole. Without a query, since every post asks.
    """
    # The count may be from before this comment was published.
    if comment.thread.comment_count < ON_A_PAGE:
        return f"{comment.thread.place.url}#comment-{comment.pk}"
    return f"{comment_place(comment.thread_id, comment.number)}#comment-{comment.pk}"


def most_discussed(*, now: datetime, days: int = 3, limit: int = 5) -> list[StoryPage]:
    """The public stories with most comments published of these days, each knowing its section."""
    return links_by_id(story_ids=MOST_DISCUSSED(since=now - timedelta(days=days)))[:limit]


def _most_discussed(since: Any) -> Any:
    said = Comment.objects.filter(
        state=Comment.State.PUBLISHED, posted_at__gt=since, thread__story__isnull=False
    ).order_by()
    counts = said.values("thread__story").annotate(comments=Count("pk")).filter(comments__gte=FEWEST_COMMENTS)
    return counts.order_by("-comments", "-thread__story").values_list("thread__story", flat=True)[:CANDIDATES]


MOST_DISCUSSED: Prepared[int] = Prepared(_most_discussed)
