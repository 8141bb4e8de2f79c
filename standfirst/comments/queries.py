"""What a page shows of a thread: a fixed number of queries, whatever the thread's size."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count
from django.urls import reverse

from standfirst.accounts.models import User
from standfirst.comments.models import NUMBER_DIGITS, Comment, Mute, OutsidePage, Thread
from standfirst.prepared import Prepared
from standfirst.stories.models import StoryPage
from standfirst.stories.queries.lists import links_by_id

ON_A_PAGE = 60
FEWEST_COMMENTS = 3
"""Fewer make no discussion."""
# Some more than are shown: one or the other may have been withdrawn.
CANDIDATES = 15


class ShownAuthor(NamedTuple):
    """What a comment shows of a person."""

    display_name: str
    is_staff: bool


class ShownParent(NamedTuple):
    """What a reply shows of the comment it replies to."""

    pk: int
    author: ShownAuthor


class ShownComment(NamedTuple):
    """All that `comments/comment.html` is given of a comment: those that are equal here look the same."""

    pk: int
    author: ShownAuthor
    parent: ShownParent | None
    body_html: str
    posted_at: datetime
    depth: int
    is_stub: bool


@dataclass(frozen=True)
class ThreadPage:
    """A stretch of a thread in reading order. `more_after` is the cursor of the next one, empty at the end."""

    thread: Thread
    comments: list[ShownComment]
    more_after: str
    is_open: bool


def thread_of(story: StoryPage) -> Thread | None:
    """The story's thread, which it has from its first publication on; asked for once for each story in memory."""
    if story.pk is None or Thread.story.field.remote_field.is_cached(story):
        return getattr(story, "thread", None)
    thread = THREAD.first(story=story.pk)
    if thread is not None:
        thread.story = story
    return thread


THREAD: Prepared[Thread] = Prepared(lambda story: Thread.objects.filter(story=story))


def thread_page(*, thread: Thread, place: StoryPage | OutsidePage, after: str = "") -> ThreadPage:
    """The public comments behind the cursor `after` (a path; empty: from the start), ON_A_PAGE at most."""
    rows = ROWS(thread=thread.pk, after=after)
    more_after = rows[ON_A_PAGE - 1][1] if len(rows) > ON_A_PAGE else ""
    is_open = place.live and place.comments_mode != StoryPage.Comments.CLOSED
    return ThreadPage(thread, [_shown(*row) for row in rows[:ON_A_PAGE]], more_after, is_open)


# Columns and not models: a page of sixty comments would make two hundred objects, half the cost of the page.
COLUMNS = (
    "pk",
    "path",
    "state",
    "body_html",
    "posted_at",
    "author__display_name",
    "author__is_staff",
    "parent_id",
    "parent__author__display_name",
    "parent__author__is_staff",
)

ROWS: Prepared[tuple[Any, ...]] = Prepared(
    lambda thread, after: (
        Comment.objects.public()
        .filter(thread=thread, path__gt=after)
        .in_reading_order()
        .values_list(*COLUMNS)[: ON_A_PAGE + 1]
    )
)


def _shown(
    pk: int,
    path: str,
    state: str,
    body_html: str,
    posted_at: datetime,
    name: str,
    is_staff: bool,
    parent_id: int | None,
    parent_name: str | None,
    parent_is_staff: bool | None,
) -> ShownComment:
    parent = ShownParent(parent_id, ShownAuthor(parent_name or "", bool(parent_is_staff))) if parent_id else None
    is_stub = state != Comment.State.PUBLISHED
    return ShownComment(
        pk, ShownAuthor(name, is_staff), parent, body_html, posted_at, len(path) // NUMBER_DIGITS, is_stub
    )


def public_place(thread_id: int) -> StoryPage | OutsidePage | None:
    """What a thread stands under, with the thread, while readers may see it. What is shown of it comes from here."""
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
    """The address at which a public comment stands: under its story, or on a later page of its thread."""
    earlier = Comment.objects.public().filter(thread=comment.thread_id, path__lt=comment.path).order_by()
    if earlier.values("pk")[:ON_A_PAGE].count() < ON_A_PAGE:
        return f"{comment.thread.place.url}#comment-{comment.pk}"
    start = cursor_before(comment=comment)
    return f"{reverse('thread', args=[comment.thread_id])}?after={start}#comment-{comment.pk}"


def cursor_before(*, comment: Comment, by: int = 10) -> str:
    """The cursor of a page on which `comment` stands with up to `by` comments before it."""
    earlier = Comment.objects.public().filter(thread=comment.thread_id, path__lt=comment.path)
    return next(iter(earlier.order_by("-path").values_list("path", flat=True)[by : by + 1]), "")


def most_discussed(*, now: datetime, days: int = 3, limit: int = 5) -> list[StoryPage]:
    """The public stories with most comments published of these days, each knowing its section."""
    return links_by_id(story_ids=MOST_DISCUSSED(since=now - timedelta(days=days)))[:limit]


def _most_discussed(since: Any) -> Any:
    said = Comment.objects.filter(state=Comment.State.PUBLISHED, posted_at__gt=since)
    counts = (
        said.order_by().values("thread__story").annotate(comments=Count("pk")).filter(comments__gte=FEWEST_COMMENTS)
    )
    return counts.order_by("-comments", "-thread__story").values_list("thread__story", flat=True)[:CANDIDATES]


MOST_DISCUSSED: Prepared[int] = Prepared(_most_discussed)
