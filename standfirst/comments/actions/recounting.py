"""Comparing every stored count with a fresh one. A difference is a fault of ours; nothing here mends it quietly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

from standfirst.comments.models import Comment, StateChange, Thread


@dataclass(frozen=True)
class Difference:
    """One stored value that is not what counting gives."""

    what: str
    stored: object
    counted: object


@contextmanager
def one_moment() -> Iterator[None]:
    """All reads inside see the database at one moment, and nobody who writes waits for them.

    Inside a transaction that is open already (a test) nothing is added to it.
    """
    if connection.in_atomic_block:
        yield
        return
    begin = {
        "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
        # Our transactions on SQLite begin as writers; this one must not.
        "sqlite": "BEGIN DEFERRED",
    }
    with connection.cursor() as cursor:
        cursor.execute(begin[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def recount() -> list[Difference]:
    """All differences between what is stored and what the rows give: counts of threads, of replies, states.

    Threads that are written to meanwhile are seen as they were at one moment, so nothing is a false alarm.
    """
    with one_moment():
        return _differences()


def _differences() -> list[Difference]:
    published: Counter[int] = Counter()
    below: Counter[tuple[int, str]] = Counter()
    differences: list[Difference] = []
    last_state = dict(StateChange.objects.order_by("comment_id", "id").values_list("comment_id", "to_state"))
    comments = Comment.objects.only("pk", "thread_id", "path", "state", "published_below").order_by("pk")
    for comment in comments:
        if comment.state == Comment.State.PUBLISHED:
            published[comment.thread_id] += 1
            below.update((comment.thread_id, path) for path in comment.ancestor_paths)
        if last_state.get(comment.pk) != comment.state:
            differences.append(Difference(f"state of comment {comment.pk}", comment.state, last_state.get(comment.pk)))
    for comment in comments:
        counted = below[comment.thread_id, comment.path]
        if comment.published_below != counted:
            differences.append(Difference(f"replies below comment {comment.pk}", comment.published_below, counted))
    for thread in Thread.objects.order_by("pk"):
        if thread.comment_count != published[thread.pk]:
            differences.append(
                Difference(f"comments of thread {thread.pk}", thread.comment_count, published[thread.pk])
            )
    return differences
