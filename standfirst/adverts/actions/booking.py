"""Taking on advertisers, making creatives, opening slots, booking flights."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from standfirst.adverts.models import Advertiser, Creative, Flight, Slot
from standfirst.edge.purging import purge_on_commit
from standfirst.stories.models import Picture

ADVERTS_TAG = "adverts"


@transaction.atomic
def take_on(*, name: str, is_house: bool = False) -> Advertiser:
    """An advertiser by this name, or the paper itself. Taking one on again returns the one that is there."""
    advertiser, _ = Advertiser.objects.get_or_create(name=name, defaults={"is_house": is_house})
    return advertiser


@transaction.atomic
def open_slot(*, name: str, label: str, reserved_height: Slot.Height = Slot.Height.LOW) -> Slot:
    """The slot that templates call by this name, with this label and room. Opening it again changes both."""
    slot, _ = Slot.objects.update_or_create(name=name, defaults={"label": label, "reserved_height": reserved_height})
    return slot


@transaction.atomic
def make_creative(
    *,
    advertiser: Advertiser,
    headline: str,
    destination: str,
    text: str = "",
    button: str = "",
    picture: Picture | None = None,
    alternative: str = "",
) -> Creative:
    """What will stand in a slot. Raises ValidationError for a destination that is none, or a picture without words."""
    creative = Creative(
        advertiser=advertiser,
        headline=headline,
        destination=destination,
        text=text,
        button=button,
        picture=picture,
        alternative=alternative,
    )
    creative.full_clean()
    creative.save()
    return creative


@transaction.atomic
def book_flight(*, creative: Creative, slot: Slot, starts_at: datetime, ends_at: datetime | None = None) -> Flight:
    """Put a creative into a slot from `starts_at` on. Raises ValidationError where it ends before it starts."""
    flight = Flight(creative=creative, slot=slot, starts_at=starts_at, ends_at=ends_at)
    flight.full_clean()
    flight.save()
    return flight


def say_adverts_changed() -> None:
    """Every page that carries adverts, or could, is fetched anew."""
    with transaction.atomic():
        purge_on_commit(ADVERTS_TAG)
