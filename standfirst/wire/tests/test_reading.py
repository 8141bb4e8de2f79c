"""The same story in three dialects is the same story; each field comes from where its dialect has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest

from standfirst.wire.ninjs import Paragraph, Picture, PubStatus, WireItem, read_item
from standfirst.wire.tests.factories import HEADLINE, URI, as_file, ninjs_1, ninjs_2, ninjs_3, picture_1

Maker = Callable[..., dict[str, Any]]
DIALECTS = [(ninjs_1, "1.x"), (ninjs_2, "2.x"), (ninjs_3, "3.x")]


def read(document: object) -> WireItem:
    return read_item(as_file(document), name="gauge.json")


@pytest.mark.parametrize(("make", "dialect"), DIALECTS)
def test_every_dialect_gives_the_same_story(make: Maker, dialect: str) -> None:
    raw = as_file(make())

    item = read_item(raw, name="gauge.json")

    assert item == WireItem(
        uri=URI,
        name="gauge.json",
        dialect=dialect,
        content_hash=sha256(raw).hexdigest(),
        version="2",
        version_created=datetime(2026, 3, 1, 16, 30, tzinfo=UTC),
        first_created=datetime(2026, 3, 1, 16, 0, tzinfo=UTC),
        embargoed_until=None,
        pub_status=PubStatus.USABLE,
        urgency=3,
        headline=HEADLINE,
        slugline="storm-gauge",
        standfirst="The harbour lost its only warning.",
        byline="Sorcha Quill",
        dateline="Dunmara",
        located="Dunmara",
        language="en",
        agency="Westwire",
        copyright_holder="Westwire",
        copyright_notice="© 2026 Westwire",
        credit_line="",
        usage_terms="No archive use after 30 days.",
        ed_note="Adds quote. Desk: 555 0101",
        paragraphs=(
            Paragraph("The gauge at the pier head stopped at four."),
            Paragraph("Nobody was hurt."),
        ),
        pictures=(
            Picture(
                uri="urn:westwire:photo:9",
                href="pier.jpg",
                caption="The pier head at noon.",
                credit="Westwire Photos",
                byline="Ferdia Lens",
                copyright_notice="© 2026 Westwire Photos",
                alternative="Waves over a pier",
                mimetype="image/jpeg",
                width=1200,
                height=800,
            ),
        ),
    )


@pytest.mark.parametrize(
    ("make", "field"), [(ninjs_1, "embargoed"), (ninjs_2, "embargoed"), (ninjs_3, "embargoedUntil")]
)
def test_an_embargo_is_read_in_utc(make: Maker, field: str) -> None:
    item = read(make(**{field: "2026-03-02T06:00:00+02:00"}))

    assert item.embargoed_until == datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("withheld", PubStatus.WITHHELD),
        ("Canceled", PubStatus.CANCELED),
        ("cancelled", PubStatus.CANCELED),
        (None, PubStatus.USABLE),
    ],
)
def test_the_status_is_read_in_the_spellings_agencies_use(given: str | None, status: PubStatus) -> None:
    assert read(ninjs_2(pubstatus=given)).pub_status is status


def test_a_kill_may_come_without_headline_and_body() -> None:
    item = read({"uri": URI, "pubStatus": "canceled", "edNote": "Killed: wrong man named"})

    assert item.pub_status is PubStatus.CANCELED
    assert (item.headline, item.paragraphs, item.ed_note) == ("", (), "Killed: wrong man named")


def test_a_query_that_differs_with_each_request_is_no_part_of_the_identity() -> None:
    one = read(ninjs_3(uri="https://api.example/content/5ee9?qt=HyI&et=0a"))
    other = read(ninjs_3(uri="https://api.example/content/5ee9?qt=Zzz"))

    assert one.uri == other.uri == "https://api.example/content/5ee9"


def test_the_names_decide_the_dialect_where_the_declaration_is_wrong() -> None:
    assert read(ninjs_3(standard={"name": "ninjs", "version": "2.2"})).dialect == "3.x"


@pytest.mark.parametrize(
    ("declared", "dialect"), [("2.0", "2.x"), ("3.1", "3.x"), (None, "3.x")], ids=["2", "3", "none"]
)
def test_the_declaration_decides_where_the_names_do_not(declared: str | None, dialect: str) -> None:
    bare: dict[str, object] = {"uri": URI, "headlines": [{"value": "A"}], "bodies": [{"value": "B"}]}
    bare |= {"standard": {"version": declared}} if declared else {}

    assert read(bare).dialect == dialect


def test_a_kill_counts_whatever_dialect_is_declared() -> None:
    item = read({"uri": URI, "pubstatus": "canceled", "standard": {"name": "ninjs", "version": "3.1"}})

    assert item.pub_status is PubStatus.CANCELED


def test_a_ninjs_1_declaration_bears_a_dollar() -> None:
    item = read(ninjs_1(**{"$standard": {"name": "ninjs", "version": "1.6"}}))

    assert item.dialect == "1.x"


def test_numbers_and_lists_that_agencies_send_for_texts_are_taken() -> None:
    item = read(ninjs_1(version=7, usageterms=["Editorial use only.", "No archives."], urgency=4.0))

    assert (item.version, item.usage_terms, item.urgency) == ("7", "Editorial use only. No archives.", 4)


def test_the_main_headline_goes_before_others() -> None:
    headlines = [{"role": "seo", "value": "Gauge fail"}, {"role": "main", "value": "The gauge failed"}]

    assert read(ninjs_3(headlines=headlines)).headline == "The gauge failed"
    assert read(ninjs_1(headline=None, headline_short="Gauge")).headline == "Gauge"
    assert read(ninjs_1(headline_extra="Gauge")).headline == HEADLINE


def test_a_headline_in_html_gives_its_words() -> None:
    headline = {"value": "Gulls &amp; <b>tides</b>", "contentType": "text/html"}

    assert read(ninjs_3(headlines=[headline])).headline == "Gulls & tides"


def test_a_description_that_repeats_the_beginning_is_no_standfirst() -> None:
    repeated = [{"role": "text", "value": "The gauge at the pier head stopped at four. Nobody was hu"}]

    assert read(ninjs_3(descriptions=repeated)).standfirst == ""


def test_a_standfirst_may_be_html_and_its_role_an_address() -> None:
    described = [
        {"role": "caption", "value": "Not this."},
        {"role": "http://cv.example/role/Abstract", "value": "<p>Word of the <i>storm</i>.</p>"},
    ]

    assert read(ninjs_3(descriptions=described)).standfirst == "Word of the storm."


def test_the_plain_body_is_read_where_the_html_has_no_words() -> None:
    bodies = [
        {"role": "nitf", "value": "<nitf/>"},
        {"role": "html", "value": "<p> </p>"},
        {"role": "text", "contentType": "text/plain; charset=utf-8", "value": "Words & <signs>."},
    ]

    assert read(ninjs_3(bodies=bodies)).paragraphs == (Paragraph("Words &amp; &lt;signs&gt;."),)


def test_a_body_of_unknown_kind_is_html_where_it_looks_like_it() -> None:
    assert read(ninjs_1(body_xhtml=None, body_main="<p>One.</p><p>Two.</p>")).paragraphs == (
        Paragraph("One."),
        Paragraph("Two."),
    )
    assert read(ninjs_3(bodies=[{"value": "Two < three"}])).paragraphs == (Paragraph("Two &lt; three"),)


@pytest.mark.parametrize(
    ("changes", "agency"),
    [
        ({"provider": "AP", "copyrightHolder": "Associated Press"}, "AP"),
        ({"infoSources": [{"name": "DHA"}, {"name": "Westwire", "role": "provider"}]}, "Westwire"),
        ({"infoSources": [{"name": "DHA"}], "copyrightHolder": "Westwire"}, "Westwire"),
        ({"copyrightHolder": None}, ""),
    ],
)
def test_the_agency_is_who_sent_it(changes: dict[str, object], agency: str) -> None:
    assert read(ninjs_3(**changes)).agency == agency


@pytest.mark.parametrize(
    ("byline", "language", "read_as"),
    [
        ("Von Rosa Quell, ww", "de", "Rosa Quell, ww"),
        ("Lars von Trier", "da", "Lars von Trier"),
        ("Byron Lake", "en", "Byron Lake"),
        ("", "en", ""),
    ],
)
def test_the_by_before_a_name_is_dropped(byline: str, language: str, read_as: str) -> None:
    assert read(ninjs_3(by=byline, language=language)).byline == read_as


def test_the_credit_line_is_a_field_or_a_description() -> None:
    described = [{"role": "creditline", "value": "WESTWIRE"}]

    assert read(ninjs_1(creditline="Westwire")).credit_line == "Westwire"
    assert read(ninjs_3(descriptions=described)).credit_line == "WESTWIRE"


def test_withheld_and_canceled_pictures_are_left_out() -> None:
    associations = {
        "one": picture_1(pubstatus="canceled"),
        "two": picture_1(uri="urn:2"),
        "text": {"type": "text"},
    }

    assert [picture.uri for picture in read(ninjs_1(associations=associations)).pictures] == ["urn:2"]


def test_the_largest_rendition_that_is_an_image_is_taken() -> None:
    renditions = {
        "movie": {"href": "a.mp4", "mimetype": "video/mp4", "width": 9000, "height": 9000},
        "unplaced": {"mimetype": "image/jpeg", "width": 8000, "height": 8000},
        "by_ending": {"href": "b.JPG?x=1", "width": 640, "height": 480.4},
        "evil": {"href": "javascript:alert(1)", "mimetype": "image/png", "width": 7000, "height": 7000},
    }
    picture = picture_1(type=None, renditions=renditions, creditline=None, copyrightholder="Lens Ltd")

    (taken,) = read(ninjs_1(associations={"a": picture})).pictures

    assert (taken.href, taken.width, taken.height, taken.credit) == ("b.JPG?x=1", 640, 480, "Lens Ltd")


@pytest.mark.parametrize(
    "href", ["file:///etc/passwd", "data:image/png;base64,AA", "//host/a.jpg", "http://[x/a.jpg", "c:\\a.jpg"]
)
def test_a_picture_lies_on_the_web_or_beside_the_item(href: str) -> None:
    picture = picture_1(renditions={"main": {"href": href, "mimetype": "image/jpeg"}})

    assert read(ninjs_1(associations={"a": picture})).pictures[0].href == ""


def test_a_picture_without_renditions_keeps_its_words() -> None:
    (picture,) = read(ninjs_1(associations={"a": picture_1(renditions=None)})).pictures

    assert (picture.href, picture.caption) == ("", "The pier head at noon.")
