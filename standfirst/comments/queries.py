"""What a page shows of a thread: a fixed number of queries, whatever the thread's size."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from standfirst.accounts.models import User
from standfirst.comments.models import Comment, Thread
from standfirst.stories.models import StoryPage

ON_A_PAGE = 60


@dataclass(frozen=True)
class ThreadPage:
    """A stretch of a thread in reading order. `more_after` is the cursor of the next one, empty at the end."""

    thread: Thread
    comments: list[Comment]
    more_after: str
    is_open: bool


def thread_page(*, thread: Thread, story: StoryPage, after: str = "") -> ThreadPage:
    """The public comments behind the cursor `after` (a path; empty: from the start), ON_A_PAGE at most."""
    comments = (
        Comment.objects.public()
        .filter(thread=thread, path__gt=after)
        .select_related("author", "parent__author")
        .in_reading_order()[: ON_A_PAGE + 1]
    )
    found = list(comments)
    more_after = found[ON_A_PAGE - 1].path if len(found) > ON_A_PAGE else ""
    is_open = story.live and story.comments_mode != StoryPage.Comments.CLOSED
    return ThreadPage(thread, found[:ON_A_PAGE], more_after, is_open)


def waiting_comments(*, thread_id: int, author: User) -> list[Comment]:
    """The author's comments in this thread that a moderator has not read yet."""
    pending = Comment.objects.filter(thread_id=thread_id, author=author, state=Comment.State.PENDING)
    return list(pending.select_related("author", "parent__author").in_reading_order()[:20])


def place_of(comment: Comment) -> str:
    """The address at which a public comment stands: under its story, or on a later page of its thread."""
    earlier = Comment.objects.public().filter(thread=comment.thread_id, path__lt=comment.path).order_by()
    if earlier.values("pk")[:ON_A_PAGE].count() < ON_A_PAGE:
        return f"{comment.thread.story.url}#comment-{comment.pk}"
    start = cursor_before(comment=comment)
    return f"{reverse('thread', args=[comment.thread_id])}?after={start}#comment-{comment.pk}"


def cursor_before(*, comment: Comment, by: int = 10) -> str:
    """The cursor of a page on which `comment` stands with up to `by` comments before it."""
    earlier = Comment.objects.public().filter(thread=comment.thread_id, path__lt=comment.path)
    return next(iter(earlier.order_by("-path").values_list("path", flat=True)[by : by + 1]), "")
