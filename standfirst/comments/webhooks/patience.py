"""When a message that was not taken is sent again, and when no more."""

from __future__ import annotations

from datetime import datetime, timedelta

FIRST, LONGEST = timedelta(seconds=30), timedelta(hours=6)
GIVEN_UP_AFTER = timedelta(days=5)


def next_try(*, failures: int, made_at: datetime, now: datetime) -> datetime | None:
    """After `failures` of them, the first being 1; None once the message is five days old, or would be by then."""
    # Ten doublings are beyond the longest wait; many more would not fit into a timedelta.
    wait = min(LONGEST, FIRST * 2 ** min(failures - 1, 10))
    return now + wait if now + wait < made_at + GIVEN_UP_AFTER else None
