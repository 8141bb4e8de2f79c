"""Inside the site: somebody who has written a great deal, and how long each transaction takes that erases it."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import batched
from statistics import median
from typing import Any

from django.db import connection, transaction

from standfirst import clock
from standfirst.accounts.actions.closing import ask_to_close, carry_on_closing
from standfirst.accounts.actions.downloads import ask_for_download, make_download
from standfirst.accounts.actions.people import enrol
from standfirst.accounts.models import Closing, Download, User
from standfirst.comments.actions.erasing import ERASED
from standfirst.comments.actions.posting import path_below
from standfirst.comments.models import Comment, StateChange, Thread
from standfirst.comments.writing import RENDERER, render_body

WORDS = "The old slipway was never built for boats of that size, and everybody on the committee knew it. " * 3


def write_history(*, reader: User, comments: int) -> None:
    """So many comments shared among all threads, a third of them replies; by hand, since posting takes minutes."""
    threads = list(Thread.objects.order_by("pk"))
    now = clock.now() - timedelta(days=400)
    for number, thread in enumerate(threads):
        share = comments // len(threads) + (number < comments % len(threads))
        for some in batched(range(share), 2000):
            with transaction.atomic():
                write_some(thread=thread, reader=reader, places=some, now=now)


def write_some(*, thread: Thread, reader: User, places: tuple[int, ...], now: Any) -> None:
    thread.refresh_from_db()
    html = render_body(WORDS)
    made: list[Comment] = []
    parent: Comment | None = None
    for place in places:
        thread.last_number += 1
        below = parent if place % 3 else None
        one = Comment(
            thread=thread, author=reader, parent=below, number=thread.last_number,
            path=path_below(below, thread.last_number), state=Comment.State.PUBLISHED, body=WORDS, body_html=html,
            renderer=RENDERER, posted_at=now, posting_key=f"history-{thread.pk}-{thread.last_number}",
        )  # fmt: skip
        if below is None:
            one.published_below = sum(1 for other in range(place + 1, places[-1] + 1) if other // 3 == place // 3)
            one.save()
            parent = one
        else:
            made.append(one)
    Comment.objects.bulk_create(made)
    thread.comment_count += len(places)
    thread.question_count += len(places) - len(made)
    thread.save(update_fields=["last_number", "comment_count", "question_count"])
    StateChange.objects.bulk_create(
        StateChange(comment=one, revision=1, to_state=one.state, at=now, actor=reader)
        for one in Comment.objects.filter(author=reader, thread=thread, state_changes=None)
    )


@contextmanager
def timed_transactions() -> Iterator[list[float]]:
    """The milliseconds of each outermost transaction, from the moment it has begun to the end of its commit.

    On SQLite that is how long the one lock there is was held; on PostgreSQL no row was locked longer.
    """
    took: list[float] = []
    begun = [0.0]
    enter, leave = transaction.Atomic.__enter__, transaction.Atomic.__exit__

    def entered(self: Any) -> None:
        is_outermost = not connection.in_atomic_block
        enter(self)
        if is_outermost:
            begun[0] = time.perf_counter()

    def left(self: Any, *error: Any) -> None:
        leave(self, *error)
        if not connection.in_atomic_block:
            took.append((time.perf_counter() - begun[0]) * 1000)

    transaction.Atomic.__enter__, transaction.Atomic.__exit__ = entered, left  # type: ignore[method-assign]
    try:
        yield took
    finally:
        transaction.Atomic.__enter__, transaction.Atomic.__exit__ = enter, leave  # type: ignore[method-assign]


def write_reader(*, comments: int) -> int:
    """A reader with so long a history."""
    reader = enrol(email="long@load.example", display_name="Long history")
    write_history(reader=reader, comments=comments)
    return reader.pk


def download_of(reader: User) -> dict[str, float]:
    download = ask_for_download(person=reader, now=clock.now())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.perf_counter()
    make_download(download_id=download.pk, now=clock.now())
    seconds = time.perf_counter() - begun
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return {"download": seconds, "grown": grown, "size": Download.objects.get(pk=download.pk).size / 1024**2}


def erase(*, reader_id: int) -> dict[str, float]:
    """Close the account a day later, in our own time; the worker of the site waits for the day."""
    reader = User.objects.get(pk=reader_id)
    file = download_of(reader)
    ask_to_close(person=reader, keeps_text=False, now=clock.now())
    moment = clock.now() + timedelta(hours=25)
    begun = time.perf_counter()
    with timed_transactions() as took:
        while carry_on_closing(now=moment):
            moment += timedelta(minutes=3)
    seconds = time.perf_counter() - begun
    if not Closing.objects.filter(person=reader_id).exclude(finished_at=None).exists():
        raise RuntimeError("the closing did not finish")
    left = Comment.objects.filter(author=reader_id).exclude(body=ERASED).count()
    figures = {"longest": max(took), "half": median(took), "transactions": len(took), "seconds": seconds, "left": left}
    return figures | file
