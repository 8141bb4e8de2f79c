"""What stands in a slot of a page now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from standfirst.adverts.models import Flight
from standfirst.adverts.selection import choose, next_change
from standfirst.prepared import Prepared


@dataclass(frozen=True)
class Standing:
    """The flight to show, if any, and when to look again."""

    flight: Flight | None
    right_until: datetime | None


BOOKED: Prepared[Flight] = Prepared(lambda slot, now: Flight.objects.booked(slot=slot, now=now))


def standing_in(*, slot: str, turn: int, now: datetime) -> Standing:
    """The advert in the slot called `slot`, on the page with number `turn`. One query."""
    flights = {flight.pk: flight for flight in BOOKED(slot=slot, now=now)}
    bookings = [flight.booking for flight in flights.values()]
    chosen = choose(bookings, now=now, turn=turn)
    return Standing(flights[chosen.flight_id] if chosen else None, next_change(bookings, now=now))
