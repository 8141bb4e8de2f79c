"""Which advert stands where: the same for everyone, sold before house, each page its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from standfirst.adverts.selection import Booking, choose, next_change

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

moments = st.integers(-50, 50).map(lambda hours: NOON + hours * HOUR)
bookings = st.lists(
    st.builds(Booking, st.integers(1, 99), st.booleans(), moments, st.none() | moments),
    unique_by=lambda booking: booking.flight_id,
)


@given(bookings, st.integers(0, 10**6), st.data())
def test_the_order_of_reading_does_not_matter(booked: list[Booking], turn: int, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(booked))
    assert choose(shuffled, now=NOON, turn=turn) == choose(booked, now=NOON, turn=turn)


@given(bookings, st.integers(0, 10**6))
def test_what_stands_there_runs_and_the_house_comes_last(booked: list[Booking], turn: int) -> None:
    running = [booking for booking in booked if booking.runs(NOON)]
    chosen = choose(booked, now=NOON, turn=turn)
    assert (chosen is None) == (not running)
    if chosen is not None:
        assert chosen in running
        assert chosen.is_house == all(booking.is_house for booking in running)


@given(bookings, st.integers(0, 10**6))
def test_nothing_changes_before_the_next_change(booked: list[Booking], turn: int) -> None:
    until = next_change(booked, now=NOON)
    just_before = until - timedelta(seconds=1) if until else NOON + 1000 * HOUR
    assert choose(booked, now=just_before, turn=turn) == choose(booked, now=NOON, turn=turn)


def test_several_share_the_pages_of_the_paper() -> None:
    booked = [Booking(number, False, NOON) for number in (3, 7, 9)]
    shown = [choose(booked, now=NOON, turn=turn) for turn in range(6)]
    assert [booking.flight_id for booking in shown if booking] == [3, 7, 9, 3, 7, 9]


def test_a_flight_runs_from_its_start_to_its_end() -> None:
    booking = Booking(1, False, NOON, NOON + HOUR)
    assert [booking.runs(NOON + minutes * timedelta(minutes=1)) for minutes in (-1, 0, 59, 60)] == [
        False,
        True,
        True,
        False,
    ]
