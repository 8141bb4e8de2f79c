"""Which advert stands in a slot: the same for everyone who reads the page, so that the page can be kept.

Pure judgement over what is booked; knows no database and nothing about readers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Booking:
    """One flight as selection sees it. Without `ends_at` it runs until somebody ends it."""

    flight_id: int
    is_house: bool
    starts_at: datetime
    ends_at: datetime | None = None

    def runs(self, now: datetime) -> bool:
        """From its start, which counts, to its end, which does not."""
        return self.starts_at <= now and (self.ends_at is None or now < self.ends_at)


def choose(bookings: Sequence[Booking], *, now: datetime, turn: int) -> Booking | None:
    """The booking whose creative stands in the slot, or None.

    Advertisers come before the house. Several share the pages of the paper: `turn` is the page's number, so each page
    keeps its advert and the paper shows all of them.
    """
    running = [booking for booking in bookings if booking.runs(now)]
    first = [booking for booking in running if not booking.is_house] or running
    first.sort(key=lambda booking: booking.flight_id)
    return first[turn % len(first)] if first else None


def next_change(bookings: Sequence[Booking], *, now: datetime) -> datetime | None:
    """When a booking next starts or ends, and a page made now is no longer right."""
    moments = [moment for booking in bookings for moment in (booking.starts_at, booking.ends_at) if moment is not None]
    return min((moment for moment in moments if moment > now), default=None)
