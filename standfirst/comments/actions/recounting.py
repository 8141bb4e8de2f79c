"""Comparing every stored count with a fresh one. A difference is a fault of ours; nothing here mends it quietly."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, F, OuterRef, Q, Subquery

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
    """All differences between what is stored and what the rows give: threads, replies, recommendations, states.

    Threads that are written to meanwhile are seen as they were at one moment, so nothing is a false alarm. Row by row,
    so that it takes no more memory for a hundred thousand comments than for ten.
    """
    with one_moment():
        return [*_states(), *_replies(), *_recommendations(), *_answers(), *_threads(), *_questions()]


def _states() -> Iterator[Difference]:
    last = StateChange.objects.filter(comment=OuterRef("pk")).order_by("-pk").values("to_state")[:1]
    rows = Comment.objects.order_by("pk").annotate(last_state=Subquery(last)).values_list("pk", "state", "last_state")
    for pk, state, last_state in rows.iterator():
        if state != last_state:
            yield Difference(f"state of comment {pk}", state, last_state)


def _replies() -> Iterator[Difference]:
    """In reading order all that is below a comment comes right after it, so only one line is kept in mind."""
    line: list[Above] = []
    rows = Comment.objects.order_by("thread_id", "path")
    for pk, thread_id, path, state, stored in rows.values_list(
        "pk", "thread_id", "path", "state", "published_below"
    ).iterator():
        while line and not (line[-1].thread_id == thread_id and path.startswith(line[-1].path)):
            yield from _left(line)
        line.append(Above(pk, thread_id, path, stored, is_published=state == Comment.State.PUBLISHED))
    while line:
        yield from _left(line)


@dataclass
class Above:
    """A comment with what was counted below it so far."""

    pk: int
    thread_id: int
    path: str
    stored: int
    is_published: bool
    counted: int = 0


def _left(line: list[Above]) -> Iterator[Difference]:
    """The last of the line has nothing more below it; what it has counts for the one above."""
    done = line.pop()
    if line:
        line[-1].counted += done.counted + done.is_published
    if done.stored != done.counted:
        yield Difference(f"replies below comment {done.pk}", done.stored, done.counted)


def _recommendations() -> Iterator[Difference]:
    standing = Count("recommendations", filter=Q(recommendations__undone_in__isnull=True))
    rows = Comment.objects.order_by("pk").annotate(counted=standing).exclude(recommend_count=F("counted"))
    for pk, stored, counted in rows.values_list("pk", "recommend_count", "counted").iterator():
        yield Difference(f"recommendations of comment {pk}", stored, counted)


def _answers() -> Iterator[Difference]:
    """Of questions: published replies of guests. Nothing below a question has any."""
    given = Count("replies", filter=Q(replies__by_guest=True, replies__state=Comment.State.PUBLISHED, parent=None))
    some = Comment.objects.filter(Q(answers__gt=0) | Q(replies__by_guest=True)).order_by("pk")
    rows = some.annotate(counted=given).exclude(answers=F("counted"))
    for pk, stored, counted in rows.values_list("pk", "answers", "counted").iterator():
        yield Difference(f"answers to comment {pk}", stored, counted)


def _questions() -> Iterator[Difference]:
    asked = Q(comments__state=Comment.State.PUBLISHED, comments__parent=None, comments__by_guest=False)
    rows = Thread.objects.order_by("pk").annotate(
        asked=Count("comments", filter=asked), answered=Count("comments", filter=asked & Q(comments__answers__gt=0))
    )
    rows = rows.exclude(question_count=F("asked"), answered_count=F("answered"))
    for pk, *counts in rows.values_list("pk", "question_count", "asked", "answered_count", "answered").iterator():
        for what, stored, counted in (("questions", *counts[:2]), ("answered questions", *counts[2:])):
            if stored != counted:
                yield Difference(f"{what} of thread {pk}", stored, counted)


def _threads() -> Iterator[Difference]:
    published = Count("comments", filter=Q(comments__state=Comment.State.PUBLISHED))
    rows = Thread.objects.order_by("pk").annotate(counted=published).exclude(comment_count=F("counted"))
    for pk, stored, counted in rows.values_list("pk", "comment_count", "counted").iterator():
        yield Difference(f"comments of thread {pk}", stored, counted)
