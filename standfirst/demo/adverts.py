"""The demo's house adverts, in the slot over every story."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from standfirst.adverts.actions.booking import book_flight, make_creative, open_slot, take_on
from standfirst.demo.manuscripts import Edition

if TYPE_CHECKING:
    from standfirst.demo.building import Built


def put_adverts(edition: Edition, built: Built) -> None:
    house = take_on(name=edition.paper.name, is_house=True)
    slot = open_slot(name="top", label=edition.paper.adverts[0].label)
    for advert in edition.paper.adverts:
        creative = make_creative(
            advertiser=house,
            headline=advert.headline,
            text=advert.text,
            button=advert.button,
            destination=built.stories[advert.story].url,
        )
        book_flight(creative=creative, slot=slot, starts_at=built.now - timedelta(days=1))
