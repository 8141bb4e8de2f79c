"""What an item becomes in a story's fields, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from standfirst.wire.copy import Notes, credit_for, names_in, note_picture, note_source, note_warnings, story_block
from standfirst.wire.ninjs import Block, Paragraph, Picture, PubStatus, Quote, Subhead, WireItem, read_item
from standfirst.wire.tests.factories import as_file, ninjs_3

NOW = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)
DUBLIN = ZoneInfo("Europe/Dublin")


def item(**changes: object) -> WireItem:
    return replace(read_item(as_file(ninjs_3()), name="x.json"), **changes)  # type: ignore[arg-type]


def warnings(given: WireItem) -> str:
    notes = Notes()
    note_warnings(notes, given, now=NOW, zone=DUBLIN)
    return notes.text()


def test_an_embargo_is_told_in_the_newsrooms_time() -> None:
    told = warnings(item(embargoed_until=datetime(2026, 6, 2, 5, 0, tzinfo=UTC), ed_note=""))

    assert told == "EMBARGOED until 2 June 2026, 06:00 (Europe/Dublin). Do not publish before."


def test_an_embargo_that_has_passed_is_not_told() -> None:
    assert warnings(item(embargoed_until=NOW, ed_note="")) == ""


def test_withheld_copy_and_the_agencys_note_are_told() -> None:
    told = warnings(item(pub_status=PubStatus.WITHHELD, ed_note="Adds quote"))

    assert told == "WITHHELD by the agency. Do not publish until it is released.\nAgency's note: Adds quote"


def test_the_source_is_told_as_far_as_it_is_known() -> None:
    notes = Notes()

    note_source(notes, item(uri="urn:1", version="2", slugline="storm"))
    note_source(notes, item(uri="urn:2", version="", slugline=""))

    assert notes.lines == ["From urn:1, version 2, slugline storm", "From urn:2"]


@pytest.mark.parametrize(
    ("words", "kept"),
    [("short", "short"), ("one two three four", "one two…"), ("x" * 30, "xxxxxxxxxxx…")],
)
def test_what_is_too_long_is_shortened_and_noted_in_full(words: str, kept: str) -> None:
    notes = Notes()

    assert notes.fit(words, most=12, called="headline") == kept
    assert notes.lines == ([] if kept == words else [f"The headline was shortened. In full: {words}"])


@pytest.mark.parametrize(
    ("byline", "credit", "line"),
    [
        ("Ferdia Lens", "Westwire", "Ferdia Lens/Westwire"),
        ("Ferdia Lens/Westwire", "Westwire", "Ferdia Lens/Westwire"),
        ("Lens", "Ferdia Lens via Westwire", "Ferdia Lens via Westwire"),
        ("", "Westwire", "Westwire"),
        ("", "", ""),
    ],
)
def test_a_credit_names_photographer_and_agency_once(byline: str, credit: str, line: str) -> None:
    assert credit_for(Picture(byline=byline, credit=credit)) == line


def test_a_picture_that_is_not_here_is_noted_with_all_we_know() -> None:
    notes = Notes()
    picture = Picture(href="https://a.example/p.jpg", caption="The pier.", credit="Westwire", copyright_notice="© W.")

    note_picture(notes, picture, reason="it lies on the agency's server")
    note_picture(notes, Picture(), reason="no file came with it")

    assert notes.lines == [
        "Picture not taken (it lies on the agency's server): https://a.example/p.jpg."
        " Caption: The pier. Credit: Westwire. © W.",
        "Picture not taken (no file came with it): no address.",
    ]


def test_a_byline_may_name_several_people() -> None:
    assert names_in("Paula Reyes and Tom Oar; Andy Sand") == ["Paula Reyes", "Tom Oar", "Andy Sand"]


@pytest.mark.parametrize(
    ("block", "becomes"),
    [
        (Paragraph("A <em>b</em>"), ("paragraph", "<p>A <em>b</em></p>")),
        (Subhead("The pier"), ("subhead", "The pier")),
        (Subhead("a<" * 61), ("paragraph", f"<p><strong>{'a&lt;' * 61}</strong></p>")),
        (Quote("No time.", "Tom"), ("pull_quote", {"quote": "No time.", "attribution": "Tom", "role": ""})),
        (Quote("No <time>."), ("paragraph", "<p>“No &lt;time&gt;.”</p>")),
        (Quote("“No time.”"), ("paragraph", "<p>“No time.”</p>")),
        (Quote("q" * 401, "Tom"), ("paragraph", f"<p>“{'q' * 401}” — Tom</p>")),
    ],
)
def test_each_block_of_copy_has_its_place_in_a_story(block: Block, becomes: tuple[str, object]) -> None:
    assert story_block(block) == becomes
