"""Threads of questions: who answers and when, and answers directly below their questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from standfirst.comments.models import NUMBER_DIGITS, Thread, Turn
from standfirst.comments.queries.orders import Top, answer_rows, rows_of
from standfirst.comments.queries.shown import Row
from standfirst.stories.models import Guest


@dataclass(frozen=True)
class ShownGuest:
    """Who answers. Without a `reference` there is no page to lead to."""

    name: str
    role: str
    reference: str


@dataclass(frozen=True)
class Questions:
    """What stands above a thread of questions."""

    guests: list[ShownGuest]
    opens: datetime | None
    ends: datetime | None
    turn: Turn


def questions_of(thread: Thread, *, now: datetime) -> Questions | None:
    """None for a thread of comments; else one query, for the guests."""
    if not thread.asks_questions:
        return None
    there = Guest.objects.filter(story=thread.story_id, account__is_active=True, account__closed_at=None)
    rows = there.order_by("sort_order", "pk").values_list("account__display_name", "role", "account__reference")
    guests = [ShownGuest(*row) for row in rows]
    return Questions(guests, thread.questions_from, thread.questions_until, thread.turn(now=now))


def rows_with_answers(tops: Sequence[Top], *, thread_id: int, limit: int) -> list[Row]:
    """Of a long thread: `tops`, below an answered question its answers, below any other the first replies."""
    answers = answer_rows(thread_id=thread_id, tops=[top.pk for top in tops if top.answers], limit=limit)
    others = [top.pk for top in tops if top.published_below and not top.answers]
    return [*rows_of(thread_id=thread_id, tops=[top.pk for top in tops], answered=others, limit=limit), *answers]


def answers_first(replies: Sequence[Row]) -> list[Row]:
    """Replies in reading order, with the guests' answers, and what was replied to these, before the others."""
    branches: dict[str, list[Row]] = defaultdict(list)
    for reply in replies:
        branches[reply.path[: 2 * NUMBER_DIGITS]].append(reply)
    in_order = sorted(branches.values(), key=lambda branch: not is_answer(branch[0]))
    return [reply for branch in in_order for reply in branch]


def is_answer(row: Row) -> bool:
    return bool(row.by_guest) and row.depth == 2
