"""Taking the locks, always in one order: the thread's row, then the comment's. With no more read than writing needs."""

from __future__ import annotations

from typing import Any

from django.db.models.functions import Coalesce

from standfirst.comments.models import Comment, Thread
from standfirst.prepared import Prepared


def find_thread(thread_id: int) -> Thread:
    """Without a lock, with of the place above it only what posting asks. Raises Thread.DoesNotExist."""
    return _there(THREAD.first(thread=thread_id))


def lock_thread(found: Thread) -> Thread:
    """The thread as it is now, locked until the end of the transaction. Its place is the one found before, as of now.

    Another object of a place would cost more than the query. Raises Thread.DoesNotExist.
    """
    thread = _there(LOCKED_THREAD.first(thread=found.pk))
    place = found.place
    # In a statement of its own: after waiting for the row, PostgreSQL looks anew at the row alone.
    place.live, place.comments_mode = _there(PLACE.first(thread=found.pk))
    thread.story, thread.outside_page = found.story, found.outside_page
    return thread


def lock_comment(comment_id: int) -> Comment:
    """A comment that knows its thread, both locked until the end of the transaction. Raises Comment.DoesNotExist."""
    thread = LOCKED_THREAD_OF.first(comment=comment_id)
    comment = LOCKED_COMMENT.first(comment=comment_id) if thread else None
    if thread is None or comment is None:
        raise Comment.DoesNotExist
    comment.thread = thread
    return comment


def _there[Row](found: Row | None) -> Row:
    if found is None:
        raise Thread.DoesNotExist
    return found


def _threads(thread: Any) -> Any:
    read = [field.name for field in Thread._meta.concrete_fields]
    places = [f"{place}__{name}" for place in ("story", "outside_page") for name in ("live", "comments_mode")]
    found = Thread.objects.filter(pk=thread).select_related("story", "outside_page")
    return found.only(*read, *places, "story__url_path", "story__language", "outside_page__address")


def _place(thread: Any) -> Any:
    live = Coalesce("story__live", "outside_page__live")
    mode = Coalesce("story__comments_mode", "outside_page__comments_mode")
    return Thread.objects.filter(pk=thread).values_list(live, mode)


def _locked_thread_of(comment: Any) -> Any:
    # A comment never moves to another thread, so this may be read before the lock is there.
    numbers = Comment.objects.filter(pk=comment).values("thread_id")[:1]
    return _threads(numbers).select_for_update(of=("self",))


THREAD: Prepared[Thread] = Prepared(_threads, kept=True)
LOCKED_THREAD: Prepared[Thread] = Prepared(
    lambda thread: Thread.objects.filter(pk=thread).select_for_update(of=("self",)), kept=True
)
PLACE: Prepared[tuple[bool, str]] = Prepared(_place, kept=True)
LOCKED_THREAD_OF: Prepared[Thread] = Prepared(_locked_thread_of, kept=True)
LOCKED_COMMENT: Prepared[Comment] = Prepared(
    lambda comment: Comment.objects.filter(pk=comment).select_for_update(of=("self",)), kept=True
)
