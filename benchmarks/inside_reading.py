"""Inside a site's own process: fills threads and has their pages made."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

TIMES = 20
ROUNDS = 5


def read_threads(*, lengths: list[int]) -> dict[str, dict[str, float]]:
    """By length what a first page costs in milliseconds of CPU; the rounds go through the lengths in turns."""
    from django.db import connection

    from benchmarks.long_threads import fill_thread
    from standfirst import clock
    from standfirst.accounts.models import User
    from standfirst.comments.models import Thread

    authors = list(User.objects.exclude(display_name="")[:20])
    quiet = Thread.objects.filter(comment_count=0, story__comments_mode="open", last_number=0).order_by("pk")
    threads = dict(zip(lengths, quiet[: len(lengths)], strict=True))
    for length, thread in threads.items():
        fill_thread(thread, comments=length, authors=authors, now=clock.now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    pages = {length: pages_of(thread) for length, thread in threads.items()}
    found: dict[str, dict[str, float]] = {str(length): first(pages[length]["warm"]) for length in lengths}
    best: dict[tuple[int, str], list[float]] = {}
    for _ in range(ROUNDS):
        for length in lengths:
            for name, page in pages[length].items():
                best.setdefault((length, name), []).append(milliseconds(page))
    for (length, name), values in best.items():
        found[str(length)][name] = sorted(values)[ROUNDS // 2]
    return found


def pages_of(thread: Any) -> dict[str, Callable[[], str]]:
    """The fragment of a story page, and the lists of other orders as their pages show them."""
    from django.template import Context
    from django.test import RequestFactory

    from standfirst.comments.cursors import Cursor, Sort
    from standfirst.comments.queries import branch_page, public_place, thread_page
    from standfirst.comments.templatetags.comments import comment_thread, comments_in_thread

    place: Any = public_place(thread.pk)
    context = Context({"request": RequestFactory().get("/")})
    later = Cursor(1, thread.last_number // 2, place.thread.last_change - 500)

    def in_order(sort: Sort, after: Cursor | None = None) -> Callable[[], str]:
        return lambda: comments_in_thread(
            thread_page(thread=place.thread, place=place, sort=sort, after=after).comments, is_open=True
        )

    pages: dict[str, Callable[[], str]] = {"warm": lambda: comment_thread(context, place)}
    if thread.last_number > 1000:
        pages |= {sort.value: in_order(sort) for sort in (Sort.NEWEST, Sort.RECOMMENDED, Sort.DISCUSSED)}
        pages |= {f"{sort}, later": in_order(sort, later) for sort in (Sort.RECOMMENDED, Sort.DISCUSSED)}
        pages["branch"] = lambda: comments_in_thread(
            branch_page(thread=place.thread, place=place, number=1).comments, is_open=True
        )
    return pages


def first(page: Callable[[], str]) -> dict[str, float]:
    """What the page costs when no comment of its looks was rendered before; how many there are; how many queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    began = time.process_time()
    html = page()
    cold = (time.process_time() - began) * 1000
    with CaptureQueriesContext(connection) as captured:
        page()
    return {"cold": cold, "comments": html.count('<li class="comment '), "queries": len(captured)}


def milliseconds(page: Callable[[], str]) -> float:
    page()
    began = time.process_time()
    for _ in range(TIMES):
        page()
    return (time.process_time() - began) / (TIMES) * 1000
