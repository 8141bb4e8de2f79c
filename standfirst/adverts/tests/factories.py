"""Slots with adverts in them, for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from standfirst.adverts.actions.booking import book_flight, make_creative, open_slot, take_on
from standfirst.adverts.models import Creative, Flight, Slot

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def make_slot(label: str = "Advertisement", **fields: Any) -> Slot:
    return open_slot(name="top", label=label, **fields)


def make_house_creative(headline: str = "The paper on Saturdays", **fields: Any) -> Creative:
    fields.setdefault("destination", "/support/")
    return make_creative(advertiser=take_on(name="The house", is_house=True), headline=headline, **fields)


def make_sold_creative(headline: str = "Rope and tar", **fields: Any) -> Creative:
    fields.setdefault("destination", "https://chandlery.example/rope?from=paper")
    return make_creative(advertiser=take_on(name="The chandlery"), headline=headline, **fields)


def make_flight(creative: Creative | None = None, slot: Slot | None = None, **fields: Any) -> Flight:
    fields.setdefault("starts_at", LONG_AGO)
    return book_flight(creative=creative or make_house_creative(), slot=slot or make_slot(), **fields)
