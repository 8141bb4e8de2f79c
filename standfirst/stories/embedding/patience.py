"""When to ask a host again: soon after a first failure, ever more seldom, and now and then when all is well."""

from __future__ import annotations

from datetime import datetime, timedelta

REFRESH = timedelta(days=7)
# Until a task has answered: one that died over it is asked for again after that.
UNDERWAY = timedelta(minutes=15)
FIRST, LONGEST = timedelta(minutes=2), timedelta(days=2)
MOST_TRIES = 12


def next_try(*, tries: int, ever_came: bool, now: datetime) -> datetime | None:
    """After `tries` failures in a row; nought means it has just come. None: it never came, and is given up."""
    if tries == 0:
        return now + REFRESH
    if tries >= MOST_TRIES:
        return now + REFRESH if ever_came else None
    return now + min(FIRST * int(4 ** (tries - 1)), LONGEST)
