"""Uploading at the desk, by each of its doors: the file's words are taken, its name never, refusals are told."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.accounts.tests.factories import aoife
from standfirst.stories.metadata import Refusal
from standfirst.stories.models import Picture
from standfirst.stories.picture_form import WORDS
from standfirst.stories.source_types import SourceType
from standfirst.stories.tests.pictures import agency_xmp, app13, claiming, iim, picture_bytes, upload

pytestmark = pytest.mark.django_db
UNTITLED = re.compile(r"Untitled picture, \d{1,2} \w+ \d{4}\Z")


def in_the_library(client: Client, file: Any, **words: str) -> Any:
    return client.post(reverse("wagtailimages:add"), {"file": file, "collection": "1", **words})


def in_the_chooser(client: Client, file: Any, **words: str) -> Any:
    fields = {"file": file, "collection": "1", **words}
    return client.post(
        reverse("wagtailimages_chooser:create"),
        {f"image-chooser-upload-{name}": value for name, value in fields.items()},
    )


def many_at_once(client: Client, file: Any, **words: str) -> Any:
    return client.post(reverse("wagtailimages:add_multiple"), {"files[]": file, "collection": "1", **words})


DOORS = pytest.mark.parametrize("door", [in_the_library, in_the_chooser, many_at_once])


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(aoife())
    return client


def agency_picture(name: str = "DSC_0042.jpg") -> Any:
    record = iim(keyword="gale", instructions="ONE TIME USE ONLY", expires="20270101")
    return upload(picture_bytes(xmp=agency_xmp(), extra=app13(record)), name)


@DOORS
def test_what_the_file_says_is_taken(desk: Client, door: Callable[..., Any]) -> None:
    assert door(desk, agency_picture()).status_code in {200, 302}
    picture = Picture.objects.get()
    assert (picture.title, picture.caption) == ("Pier in the gale", "The pier & the sea.")
    assert (picture.byline, picture.credit) == ("Ruth Sallis", "Westwire Photos")
    assert picture.credit_line == "Ruth Sallis / Westwire Photos"
    assert (picture.copyright_notice, picture.keywords) == ("© Westwire 2026", "gale")
    assert picture.digital_source_type == SourceType.TRAINED
    assert picture.one_use_only
    assert picture.expires_at is not None
    assert picture.alt_text == ""
    assert picture.uploaded_by_user == aoife()


@DOORS
@pytest.mark.parametrize("title", ["DSC_0042.jpg", "DSC_0042", "dsc 0042", ""])
def test_a_file_name_is_no_title(desk: Client, door: Callable[..., Any], title: str) -> None:
    door(desk, upload(picture_bytes()), title=title)
    assert UNTITLED.match(Picture.objects.get().title)
    assert Picture.objects.get().default_alt_text == ""


def test_what_somebody_typed_goes_before_what_the_file_says(desk: Client) -> None:
    in_the_library(desk, agency_picture(), title="The old pier", credit="Harbour Courier")
    picture = Picture.objects.get()
    assert (picture.title, picture.credit, picture.byline) == ("The old pier", "Harbour Courier", "Ruth Sallis")


def test_no_script_of_the_desk_copies_the_file_name_into_the_title(desk: Client) -> None:
    page = desk.get(reverse("wagtailimages:add")).content.decode()
    file_input = re.search(r"<input type=\"file\"[^>]*>", page)
    assert file_input is not None
    assert "w-sync" not in file_input.group().replace("data-w-sync-target-value", "")
    assert 'name="byline"' in page
    assert "Left empty, it is taken from what the file says" in page


def test_the_editor_sees_what_was_read(desk: Client) -> None:
    answer = many_at_once(desk, agency_picture())
    assert "Westwire Photos" in answer.json()["form"]
    page = desk.get(reverse("wagtailimages:edit", args=[Picture.objects.get().pk])).content.decode()
    assert "The pier &amp; the sea." in page


def test_a_long_file_name_is_kept_as_no_title(desk: Client) -> None:
    many_at_once(desk, upload(picture_bytes(), f"{'long' * 80}.jpg"))
    assert UNTITLED.match(Picture.objects.get().title)


def test_words_longer_than_a_field_are_cut_and_addresses_left_out(desk: Client) -> None:
    packet = agency_xmp().replace(b"Westwire Photos", b"West " * 90)
    packet = packet.replace(
        b"<ext:", b"<xmpRights:WebStatement>https://x.example/" + b"y" * 600 + b"</xmpRights:WebStatement><ext:"
    )
    in_the_library(desk, upload(picture_bytes(xmp=packet)))
    picture = Picture.objects.get()
    assert (len(picture.credit), picture.credit[-1], picture.web_statement) == (200, "…", "")


def test_another_file_for_a_picture_leaves_its_words(desk: Client) -> None:
    in_the_library(desk, upload(picture_bytes()), title="The old pier", credit="Harbour Courier")
    picture = Picture.objects.get()
    address = reverse("wagtailimages:edit", args=[picture.pk])
    data = {"title": picture.title, "credit": picture.credit, "collection": "1", "tags": ""}
    assert desk.post(address, {**data, "file": agency_picture()}).status_code == 302
    picture = Picture.objects.get()
    assert (picture.title, picture.credit, picture.byline) == ("The old pier", "Harbour Courier", "Ruth Sallis")
    desk.post(address, {**data, "title": ""})
    assert UNTITLED.match(Picture.objects.get().title)


BAD_FILES = {
    "torn": (picture_bytes(size=(300, 200))[:-400], "DSC.jpg", "ends before its picture does"),
    "bomb": (claiming(10_000, 10_000), "big.png", "more than 60 million pixels"),
    "archive behind": (picture_bytes() + b"PK\x03\x04.PK\x05\x06" + b"\0" * 18, "a.jpg", "Something else hangs behind"),
    "page inside": (picture_bytes() + b"<script>alert(1)</script>", "a.jpg", "a page or a program hidden"),
    "program": (b"GIF89a/*\x01\x00*/=1;alert(1)", "a.gif", "can't be read as a picture"),
    "drawing with script": (b"<svg onload='alert(1)'/>", "a.svg", "can't be read as a picture"),
    "svg called jpg": (b"<svg onload='alert(1)'/>", "a.jpg", "can't be read as a picture"),
    "png called jpg": (picture_bytes("PNG"), "a.jpg", "does not match the file format"),
    "words": (b"Dear desk, the picture follows.", "a.jpg", "can't be read as a picture"),
    "too heavy": (b"\xff\xd8\xff" + b"\0" * 26_300_000, "a.jpg", "This file is too big"),
}


@pytest.mark.parametrize("bad", BAD_FILES)
@DOORS
def test_a_file_that_is_no_whole_picture_is_refused_in_words(desk: Client, door: Callable[..., Any], bad: str) -> None:
    data, name, words = BAD_FILES[bad]
    answer = door(desk, upload(data, name)).content.decode().encode().decode("unicode_escape", "replace")
    assert words in answer.replace("&#x27;", "'")
    assert not Picture.objects.exists()


def test_every_refusal_has_words() -> None:
    assert set(WORDS) == set(Refusal)
