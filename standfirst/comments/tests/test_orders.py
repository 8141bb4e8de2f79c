"""Orders of reading: what each shows, that nobody misses or meets twice what stood throughout, and what it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.long_threads import fill_thread
from standfirst.accounts.models import User
from standfirst.accounts.tests.factories import make_reader
from standfirst.comments.actions.posting import ParentGone
from standfirst.comments.actions.recommending import NotToRecommend, recommend, take_back
from standfirst.comments.actions.recounting import recount
from standfirst.comments.actions.states import Cause, change_state
from standfirst.comments.cursors import Cursor, Sort
from standfirst.comments.models import Comment, Thread
from standfirst.comments.queries import pages
from standfirst.comments.queries.orders import microseconds
from standfirst.comments.queries.pages import Fold, ThreadPage, branch_page, thread_page
from standfirst.comments.queries.places import public_place
from standfirst.comments.tests.factories import NOON, make_comment, make_thread
from standfirst.comments.tests.following import Reading, cursor_of, read

pytestmark = pytest.mark.django_db
HOURS = count()
LENGTHS = (300, 3000)
# Tens of steps, and rows: for sixty comments with their authors, and forty changes since. A scan takes thousands.
CEILING = {"sqlite": 1000, "postgresql": 1500}


def readers(number: int = 8) -> list[User]:
    return [User.objects.filter(display_name=f"Voice {n}").first() or make_reader(f"Voice {n}") for n in range(number)]


def bodies(page: ThreadPage) -> list[str]:
    return [
        one.body_html.removeprefix("<p>").removesuffix("</p>") for one in page.comments if not isinstance(one, Fold)
    ]


def test_each_order_shows_its_own_first() -> None:
    thread = make_thread()
    old, middle, new = (make_comment(thread, words) for words in ("Old", "Middle", "New"))
    make_comment(thread, "Answer", parent_id=middle.pk)
    recommend(comment_id=old.pk, reader=make_reader("Sorcha"), now=NOON)
    Comment.objects.filter(pk=new.pk).update(picked_at=NOON)
    assert bodies(read(thread, Sort.OLDEST)) == ["Old", "Middle", "Answer", "New"]
    assert bodies(read(thread, Sort.NEWEST)) == ["New", "Middle", "Answer", "Old"]
    assert bodies(read(thread, Sort.RECOMMENDED)) == ["Old", "New", "Middle", "Answer"]
    assert bodies(read(thread, Sort.DISCUSSED)) == ["Middle", "Answer", "New", "Old"]
    assert bodies(read(thread, Sort.PICKS)) == ["New"]


def test_picks_are_paged_by_the_moment_they_were_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "ON_A_PAGE", 2)
    thread = make_thread()
    picked = [make_comment(thread, str(number), author=make_reader(f"R{number}")) for number in range(5)]
    for number, comment in enumerate(picked):
        # Two in the same moment, one with a fraction of a second.
        at = NOON + timedelta(microseconds=number // 2)
        Comment.objects.filter(pk=comment.pk).update(picked_at=at)
    seen, page = [], read(thread, Sort.PICKS)
    while True:
        seen += bodies(page)
        if not page.more:
            break
        page = read(thread, Sort.PICKS, cursor_of(page.more, Sort.PICKS))
    assert seen == ["4", "3", "2", "1", "0"]


# Nothing missed, nothing twice

STEP = st.tuples(
    st.sampled_from(["post", "reply", "recommend", "recommend", "take back", "remove", "publish"]),
    st.integers(min_value=0, max_value=40),
    st.integers(min_value=0, max_value=7),
)


def do(thread: Thread, made: list[int], step: tuple[str, int, int]) -> None:
    kind, which, who = step
    target = made[which % len(made)] if made else None
    reader = readers()[who]
    if kind == "post" or target is None:
        made.append(make_comment(thread, f"Post {next(HOURS)}", author=reader, now=later()).pk)
    elif kind == "reply":
        try:
            made.append(make_comment(thread, f"Reply {next(HOURS)}", author=reader, parent_id=target, now=later()).pk)
        except ParentGone:
            return
    elif kind == "recommend":
        try:
            recommend(comment_id=target, reader=reader, now=NOON)
        except NotToRecommend:
            return
    elif kind == "take back":
        take_back(comment_id=target, reader=reader, now=NOON)
    else:
        to = Comment.State.PUBLISHED if kind == "publish" else Comment.State.REMOVED
        change_state(comment_id=target, revision=1, to=to, cause=Cause(rule="test"), now=NOON)


def later() -> Any:
    return NOON + timedelta(hours=next(HOURS))


def shown_now(thread: Thread) -> set[int]:
    return set(Comment.objects.public().filter(thread=thread).values_list("pk", flat=True))


@pytest.mark.parametrize("sort", [Sort.OLDEST, Sort.NEWEST, Sort.RECOMMENDED, Sort.DISCUSSED])
@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(before=st.lists(STEP, min_size=6, max_size=25), between=st.lists(st.lists(STEP, max_size=6), max_size=8))
def test_what_stood_throughout_is_met_once(
    sort: Sort, before: list[tuple[str, int, int]], between: list[list[tuple[str, int, int]]]
) -> None:
    thread = make_thread(headline=f"Story {next(HOURS)}")
    with small_pages():
        made: list[int] = []
        for step in before:
            do(thread, made, step)
        reading = Reading(thread, sort)
        throughout = shown_now(thread)
        waiting = iter(between)
        while not reading.done or reading.folds:
            if reading.done:
                reading.unfold()
            else:
                reading.next_page()
            for step in next(waiting, []):
                do(thread, made, step)
                throughout &= shown_now(thread)
        assert len(reading.seen) == len(set(reading.seen)), "met twice"
        assert throughout <= set(reading.seen), "missed"
    assert recount() == []


@contextmanager
def small_pages() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pages, "ON_A_PAGE", 4)
        patched.setattr(pages, "REPLIES_SHOWN", 1)
        yield


def test_a_bound_that_is_far_back_is_moved_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "ON_A_PAGE", 2)
    monkeypatch.setattr(pages, "SHARPEST", 3)
    thread = make_thread()
    for number in range(6):
        make_comment(thread, str(number), author=readers()[number])
    first = read(thread, Sort.RECOMMENDED)
    began = cursor_of(first.more, Sort.RECOMMENDED)
    assert began is not None
    target = Comment.objects.get(thread=thread, body="0")
    for reader in readers()[1:6]:
        recommend(comment_id=target.pk, reader=reader, now=NOON)
    second = read(thread, Sort.RECOMMENDED, began)
    moved_on = cursor_of(second.more, Sort.RECOMMENDED)
    assert moved_on is not None
    assert moved_on.since > began.since


# What it costs


@pytest.fixture
def long_threads() -> list[Thread]:
    threads = []
    for length in LENGTHS:
        thread = make_thread(headline=f"{length} comments")
        fill_thread(thread, comments=length, authors=readers(), now=NOON)
        threads.append(thread)
    for thread in threads:
        some = Comment.objects.filter(thread=thread, number__lte=100).values("pk")
        Comment.objects.filter(pk__in=some).update(picked_at=NOON)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            # So small a table it would rather read whole; which indexes serve shows when it may not.
            for way in ("seqscan", "bitmapscan", "hashjoin", "mergejoin"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
    return threads


def everything_read(thread: Thread) -> Iterator[Callable[[], ThreadPage]]:
    place = public_place(thread.pk)
    assert place is not None
    since = thread.last_change - 40
    cursors = {
        Sort.OLDEST: Cursor(0, 150),
        Sort.NEWEST: Cursor(0, 150),
        Sort.RECOMMENDED: Cursor(0, 150, since),
        Sort.DISCUSSED: Cursor(0, 150, since),
        Sort.PICKS: Cursor(microseconds(NOON), 40),
    }
    for sort, cursor in cursors.items():
        yield lambda sort=sort: thread_page(thread=place.thread, place=place, sort=sort)  # type: ignore[misc]
        yield lambda sort=sort, after=cursor: thread_page(thread=place.thread, place=place, sort=sort, after=after)  # type: ignore[misc]
    yield lambda: branch_page(thread=place.thread, place=place, number=1)
    last = Comment.objects.filter(thread=thread, path__startswith="0000001").order_by("-path").first()
    assert last is not None
    yield lambda: branch_page(thread=place.thread, place=place, number=last.number)


def test_a_page_of_a_long_thread_costs_what_one_of_a_short_one_does(long_threads: list[Thread]) -> None:
    """Of SQLite the steps of its machine are counted, of PostgreSQL the rows that its plan has read or put aside."""
    for thread in long_threads:
        assert max(map(work, everything_read(thread))) <= CEILING[connection.vendor], thread
    for page in everything_read(long_threads[1]):
        with CaptureQueriesContext(connection) as captured:
            page()
        assert len(captured) <= 2
        for plan in plans(page):
            assert_walks_along_indexes(plan)
    # The threads of the benchmarks are like those that were posted.
    assert recount() == []


def assert_walks_along_indexes(plan: list[str]) -> None:
    if connection.vendor == "sqlite":
        assert not [line for line in plan if line.startswith("SCAN comments_")], plan
        # Only what has changed since is put into order by hand.
        assert "MATERIALIZE moved" in plan or not [line for line in plan if "TEMP B-TREE" in line], plan
    else:
        assert "Seq Scan on comments_comment" not in "\n".join(plan), plan


def work(page: Callable[[], object]) -> int:
    if connection.vendor == "sqlite":
        steps = 0

        def step() -> int:
            nonlocal steps
            steps += 1
            return 0

        connection.connection.set_progress_handler(step, 10)
        try:
            page()
        finally:
            connection.connection.set_progress_handler(None, 10)
        return steps
    return sum(rows_read(plan) for plan in plans(page, "ANALYZE, "))


def rows_read(plan: list[str]) -> int:
    import re

    total = 0
    for line in plan:
        if "Scan" in line and (found := re.search(r"actual time=\S+ rows=([\d.]+) loops=(\d+)", line)):
            total += int(float(found[1]) * int(found[2]))
        elif found := re.search(r"Rows Removed by Filter: (\d+)", line):
            total += int(found[1])
    return total


def plans(page: Callable[[], object], options: str = "") -> list[list[str]]:
    statements: list[tuple[str, Any]] = []

    def remember(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(remember):
        page()
    found = []
    with connection.cursor() as cursor:
        for sql, params in statements:
            explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else f"EXPLAIN ({options}FORMAT TEXT)"
            cursor.execute(f"{explain} {sql}", params)
            found.append([str(row[-1]) for row in cursor.fetchall()])
    return found
