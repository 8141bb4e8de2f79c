"""Threads of any length, written straight into the tables with counts that agree, since posting would take minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import batched
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from standfirst.accounts.models import User
    from standfirst.comments.models import Thread

AT_ONCE = 2000
DEEPEST = 6
TOP_SHARE = 0.4
"""So many of the comments answer nobody."""


@dataclass
class Planned:
    """A comment before it is a row."""

    number: int
    parent: Planned | None
    path: str
    recommended_by: Sequence[User] = ()
    below: int = 0
    pk: int = field(default=0)


def fill_thread(thread: Thread, *, comments: int, authors: Sequence[User], now: datetime, seed: int = 7) -> None:
    """So many published comments in an empty thread, a minute apart, with replies and recommendations by chance.

    One thread in a hundred is long: the first comment has a tenth of all replies below it.
    """
    chance = Random(seed)  # noqa: S311 - the same thread each time
    planned = plan(comments, authors, chance)
    write_comments(thread, planned, authors, now - timedelta(minutes=comments))
    write_histories(thread, planned, now)


def plan(comments: int, authors: Sequence[User], chance: Random) -> list[Planned]:
    planned: list[Planned] = []
    for number in range(1, comments + 1):
        parent = None
        if planned and chance.random() > TOP_SHARE:
            parent = planned[0] if chance.random() < 0.1 else planned[chance.randrange(len(planned))]
            while len(parent.path) >= 7 * DEEPEST and parent.parent:
                parent = parent.parent
        one = Planned(number, parent, f"{parent.path if parent else ''}{number:07d}")
        # Most are recommended by nobody, some by many; never by their author.
        many = int(chance.paretovariate(1.1)) - 1
        others = [author for author in authors if author is not authors[number % len(authors)]]
        one.recommended_by = chance.sample(others, min(many, len(others)))
        planned.append(one)
        while parent:
            parent.below += 1
            parent = parent.parent
    return planned


def write_comments(thread: Thread, planned: Sequence[Planned], authors: Sequence[User], begun_at: datetime) -> None:
    """Level by level, since a reply's row names that of its parent."""
    from standfirst.comments.models import Comment
    from standfirst.comments.writing import RENDERER, render_body

    for depth in range(1, DEEPEST + 2):
        for some in batched([one for one in planned if len(one.path) == 7 * depth], AT_ONCE):
            rows = [
                Comment(
                    thread=thread,
                    author=authors[one.number % len(authors)],
                    parent_id=one.parent.pk if one.parent else None,
                    number=one.number,
                    path=one.path,
                    state=Comment.State.PUBLISHED,
                    body=(body := f"{one.number}. The tide had turned an hour before, whatever the timetable says."),
                    body_html=render_body(body),
                    renderer=RENDERER,
                    published_below=one.below,
                    recommend_count=len(one.recommended_by),
                    posted_at=begun_at + timedelta(minutes=one.number),
                    posting_key=f"filled-{thread.pk}-{one.number}",
                )
                for one in some
            ]
            for one, row in zip(some, Comment.objects.bulk_create(rows), strict=True):
                one.pk = row.pk


def write_histories(thread: Thread, planned: Sequence[Planned], now: datetime) -> None:
    from standfirst.comments.models import Recommendation, StateChange
    from standfirst.comments.models import Thread as Threads

    changes = 0
    for some in batched(planned, AT_ONCE):
        states, recommendations = [], []
        for one in some:
            changes += 1
            states.append(
                StateChange(
                    comment_id=one.pk,
                    thread=thread,
                    sequence=changes,
                    revision=1,
                    to_state="published",
                    at=now,
                    rule="filled",
                )
            )
            for reader in one.recommended_by:
                changes += 1
                recommendations.append(
                    Recommendation(comment_id=one.pk, thread=thread, reader=reader, made_at=now, made_in=changes)
                )
        StateChange.objects.bulk_create(states)
        Recommendation.objects.bulk_create(recommendations)
    Threads.objects.filter(pk=thread.pk).update(
        comment_count=len(planned),
        question_count=sum(one.parent is None for one in planned),
        last_number=len(planned),
        last_change=changes,
    )
    thread.refresh_from_db()
