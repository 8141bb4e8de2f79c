"""Readers page through every order while others write: what stood throughout is met, once, over real connections."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

import pytest
from django.core.management import call_command
from django.db import connection

from standfirst.accounts.tests.factories import aoife, cormac, make_reader, niamh, tadhg
from standfirst.comments.actions.picking import NotToPick, pick_comment, unpick_comment
from standfirst.comments.cursors import Sort
from standfirst.comments.models import NUMBER_DIGITS, Comment, StateChange, Thread
from standfirst.comments.queries import pages
from standfirst.comments.tests.factories import NOON, make_comment, make_thread
from standfirst.comments.tests.following import Reading
from standfirst.moderation.tests.factories import civil
from tests.flows.test_concurrency import Crowd, mairead

# Those of questions have a test of their own.
ORDERS = [sort for sort in Sort if not sort.is_of_questions]
pytestmark = pytest.mark.django_db(transaction=True)
DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
STEPS = 600 if DEEP else 15
SEEDS = range(20) if DEEP else range(1)
WRITERS = 3
STOOD_BEFORE = 18


@contextmanager
def small_pages() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pages, "ON_A_PAGE", 4)
        patched.setattr(pages, "REPLIES_SHOWN", 1)
        yield


class PickingCrowd(Crowd):
    """They pick as well, and take picks back."""

    def live(self, seed: int, steps: int) -> None:
        chance, editor = Random(seed), aoife()
        for step in range(steps):
            super().live(seed * 10_000 + step, steps=1)
            if comment := self.any_comment(chance):
                now = NOON + timedelta(minutes=next(self.minutes))
                self.pick_or_not(comment, editor, chance, now)

    def pick_or_not(self, comment: int, editor: object, chance: Random, now: datetime) -> None:
        try:
            if chance.random() < 0.3:
                pick_comment(comment_id=comment, editor=editor, now=now)  # type: ignore[arg-type]  # an editor's account
            elif chance.random() < 0.1:
                unpick_comment(comment_id=comment, editor=editor)  # type: ignore[arg-type]  # an editor's account
        except NotToPick:
            self.conflicts["NotToPick"] += 1


@dataclass
class Journey:
    """One reading from beginning to end, with the thread's count of changes before and after, and its picks."""

    sort: Sort
    begun: int
    ended: int
    picks_before: dict[int, datetime]
    picks_after: dict[int, datetime]
    seen: list[int] = field(default_factory=list)


def read_through(thread: Thread, sort: Sort) -> Journey:
    begun, picks = last_change(thread), picks_of(thread)
    reading = Reading(thread, sort)
    while not reading.done or reading.folds:
        if reading.done:
            reading.unfold()
        else:
            reading.next_page()
    return Journey(sort, begun, last_change(thread), picks, picks_of(thread), reading.seen)


def last_change(thread: Thread) -> int:
    return Thread.objects.values_list("last_change", flat=True).get(pk=thread.pk)


def picks_of(thread: Thread) -> dict[int, datetime]:
    picked = Comment.objects.filter(thread=thread).values_list("pk", "picked_at")
    return {pk: at for pk, at in picked if at is not None}


def stood_throughout(thread: Thread, begun: int, ended: int) -> tuple[set[int], set[int]]:
    """From the history: what stood in the page at every moment from one change to another; what was published."""
    paths = dict(Comment.objects.filter(thread=thread).values_list("pk", "path"))
    by_path = {path: pk for pk, path in paths.items()}
    published: set[int] = set()
    below = dict.fromkeys(paths, 0)
    stood: set[int] | None = None
    out: set[int] | None = None
    changes = StateChange.objects.filter(thread=thread).order_by("sequence", "pk")
    history = [(one.sequence or 0, one.comment_id, one.to_state) for one in changes]
    for sequence, pk, to_state in [*history, (ended + 1, 0, "")]:
        if sequence > begun and stood is None:
            stood, out = shown(published, below), set(published)
        if sequence > ended:
            break
        is_published = to_state == Comment.State.PUBLISHED
        if is_published != (pk in published):
            (published.add if is_published else published.discard)(pk)
            for end in range(NUMBER_DIGITS, len(paths[pk]), NUMBER_DIGITS):
                below[by_path[paths[pk][:end]]] += 1 if is_published else -1
        if stood is not None and out is not None:
            stood &= shown(published, below)
            out &= published
    assert stood is not None
    assert out is not None
    return stood, out


def shown(published: set[int], below: dict[int, int]) -> set[int]:
    return published | {pk for pk, count in below.items() if count}


@pytest.mark.parametrize("seed", SEEDS)
def test_readers_miss_nothing_and_meet_nothing_twice_while_others_write(seed: int) -> None:
    people = [niamh(), tadhg(), *(make_reader(f"Reader {number}") for number in range(8))]
    thread = make_thread()
    for number in range(STOOD_BEFORE):
        above = number - 5 if number % 3 == 2 else None
        parent = Comment.objects.get(number=above + 1).pk if above is not None and above >= 0 else None
        make_comment(
            thread,
            f"Before {number}",
            author=people[number % 10],
            parent_id=parent,
            now=NOON - timedelta(hours=30 - number),
        )
    aoife()
    crowd = PickingCrowd(thread, people, [cormac(), mairead()], civil())
    writing = threading.Event()

    def write(number: int) -> None:
        try:
            crowd.live(seed * 100 + number, STEPS)
        finally:
            connection.close()

    def go_on_reading(sort: Sort) -> list[Journey]:
        try:
            journeys = [read_through(thread, sort)]
            while writing.is_set():
                journeys.append(read_through(thread, sort))
            return journeys
        finally:
            connection.close()

    with small_pages(), ThreadPoolExecutor(WRITERS + len(ORDERS)) as all_of_them:
        writing.set()
        readers = [all_of_them.submit(go_on_reading, sort) for sort in ORDERS]
        writers = [all_of_them.submit(write, number) for number in range(WRITERS)]
        try:
            for writer in writers:
                writer.result()
        finally:
            writing.clear()
        journeys = [journey for reader in readers for journey in reader.result()]
    for journey in journeys:
        check(thread, journey)
    # They did read while others wrote.
    for sort in ORDERS:
        assert any(one.begun < one.ended for one in journeys if one.sort == sort), sort
    call_command("recount", "--check")


def check(thread: Thread, journey: Journey) -> None:
    stood, published = stood_throughout(thread, journey.begun, journey.ended)
    if journey.sort == Sort.PICKS:
        stood = {pk for pk, at in journey.picks_before.items() if journey.picks_after.get(pk) == at} & published
    assert len(journey.seen) == len(set(journey.seen)), f"met twice in {journey.sort}"
    assert stood <= set(journey.seen), f"missed in {journey.sort}: {stood - set(journey.seen)}"
