"""Booking: what is refused, and by whom else if we forget."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse
from PIL import Image

from standfirst.accounts.tests.factories import aoife, cormac
from standfirst.adverts.actions.booking import open_slot, take_on
from standfirst.adverts.models import Advertiser, Creative, Flight, Slot
from standfirst.adverts.tests.factories import (
    LONG_AGO,
    make_flight,
    make_house_creative,
    make_slot,
    make_sold_creative,
)
from standfirst.stories.actions.pictures import keep_picture
from standfirst.stories.tests.factories import make_story

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["https://shop.example/", "http://shop.example/a?b=c#d", "/support/?amount=5"])
def test_a_destination_is_on_the_web_or_our_own(address: str) -> None:
    assert make_sold_creative(destination=address).destination == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "shop.example",
        "//shop.example/",
        "/\\shop.example",
        "javascript:alert(1)",
        "data:text/html,hello",
        "https://",
        "https:///path",
        "https://bank.example@shop.example/",
        "https://[shop/",
        "https://shop.example/\r\nSet-Cookie: a=b",
        "https://shop.example/a b",
        "https://shop.example/\x00",
        "https://" + "s" * 500,
    ],
)
def test_everything_else_is_not(address: str) -> None:
    with pytest.raises(ValidationError):
        make_sold_creative(destination=address)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//shop.example/", "shop.example"])
def test_the_database_refuses_such_a_destination_too(address: str) -> None:
    make_sold_creative()
    with pytest.raises(DatabaseError), transaction.atomic():
        Creative.objects.update(destination=address)


# Wagtail leaves the temporary file of a new rendition to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_picture_needs_words(tmp_path: Path) -> None:
    Image.new("RGB", (728, 90), "navy").save(tmp_path / "banner.png")
    picture = keep_picture(path=tmp_path / "banner.png", title="Banner")
    with pytest.raises(ValidationError, match="alternative"):
        make_sold_creative(picture=picture)
    creative = make_sold_creative(picture=picture, alternative="Rope and tar, half price on Friday")
    make_flight(creative)
    html = Template('{% load adverts %}{% ad_slot "top" page %}').render(
        Context({"page": make_story(), "request": RequestFactory().get("/")})
    )
    assert 'alt="Rope and tar, half price on Friday"' in html
    assert ".webp" in html


def test_a_flight_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValidationError, match="ends before"):
        make_flight(ends_at=LONG_AGO)
    flight = make_flight()
    with pytest.raises(DatabaseError), transaction.atomic():
        Flight.objects.filter(pk=flight.pk).update(ends_at=LONG_AGO - timedelta(days=1))


def test_taking_on_and_opening_again_changes_nothing_twice() -> None:
    assert take_on(name="The chandlery") == take_on(name="The chandlery")
    assert make_slot() == open_slot(name="top", label="Anzeige", reserved_height=Slot.Height.TALL)
    assert Slot.objects.get().label == "Anzeige"


def test_an_editor_books_in_the_desk_and_a_moderator_does_not(client: Client) -> None:
    creative, slot = make_house_creative(), make_slot()
    fields = {"creative": creative.pk, "slot": slot.pk, "starts_at": "2020-01-01 00:00", "ends_at": ""}
    address = reverse("wagtailsnippets_adverts_flight:add")
    client.force_login(cormac())
    client.post(address, fields)
    assert not Flight.objects.exists()
    client.force_login(aoife())
    assert client.get(address).status_code == 200
    client.post(address, fields)
    assert Flight.objects.get().creative == creative


@pytest.mark.parametrize("kind", [Advertiser, Creative, Slot])
def test_the_desk_has_a_screen_for_each(client: Client, kind: type[Advertiser | Creative | Slot]) -> None:
    client.force_login(aoife())
    assert client.get(reverse(f"wagtailsnippets_adverts_{kind._meta.model_name}:add")).status_code == 200
    assert client.get(reverse(f"wagtailsnippets_adverts_{kind._meta.model_name}:list")).status_code == 200
