"""What stands inside a picture's file is read from every format, in every encoding, and never breaks anything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from standfirst.stories.metadata import Particulars, iim_segment, read_particulars, xmp_packet
from standfirst.stories.metadata.iim import read_iim
from standfirst.stories.metadata.particulars import moment, term_of, tidy, web_address
from standfirst.stories.metadata.xmp import MOST_BYTES, read_xmp
from standfirst.stories.tests.pictures import agency_xmp, app13, dataset, iim, picture_bytes, xmp


def read(data: bytes) -> Particulars:
    return read_particulars(BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_xmp_is_read_from_every_format(kind: str) -> None:
    one = read(picture_bytes(kind, xmp=agency_xmp()))
    assert (one.byline, one.credit, one.copyright_notice) == ("Ruth Sallis", "Westwire Photos", "© Westwire 2026")
    assert (one.headline, one.caption) == ("Pier in the gale", "The pier & the sea.")
    assert one.digital_source_type == "trainedAlgorithmicMedia"


@pytest.mark.parametrize("utf8", [True, False])
def test_iim_is_read_in_both_encodings(utf8: bool) -> None:
    record = iim(utf8=utf8, byline="Máirín Kehoe", caption="Fág an bealach", instructions="ONE TIME USE ONLY")
    one = read(picture_bytes(extra=app13(record + dataset(25, b"pier") + dataset(25, b"gale"))))
    assert (one.byline, one.caption, one.keywords) == ("Máirín Kehoe", "Fág an bealach", ("pier", "gale"))
    assert one.one_use_only


def test_iim_is_read_from_a_tiff() -> None:
    record = iim(byline="Ruth Sallis").ljust(40, b"\0")
    one = read(picture_bytes("TIFF", tiffinfo={33723: record}))
    assert one.byline == "Ruth Sallis"


def test_xmp_goes_before_iim_which_fills_what_it_leaves_out() -> None:
    one = read(picture_bytes(xmp=agency_xmp(), extra=app13(iim(byline="R. Sallis", keyword="gale"))))
    assert (one.byline, one.keywords) == ("Ruth Sallis", ("gale",))


def test_rights_are_read_from_xmp() -> None:
    one = read_xmp(
        xmp(
            "<xmpRights:WebStatement>https://westwire.example/terms</xmpRights:WebStatement>"
            "<xmpRights:UsageTerms><rdf:Alt><rdf:li>For single use.\n\nNo archive.</rdf:li></rdf:Alt>"
            "</xmpRights:UsageTerms><plus:Licensor><rdf:Seq><rdf:li rdf:parseType='Resource'><plus:LicensorURL>"
            "https://westwire.example/</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>"
            "<prism:expirationDate>2026-12-01T12:00:00+01:00</prism:expirationDate>"
            "<core:AltTextAccessibility><rdf:Alt><rdf:li>Waves</rdf:li></rdf:Alt></core:AltTextAccessibility>"
            "<dc:subject><rdf:Bag><rdf:li>sea</rdf:li><rdf:li/></rdf:Bag></dc:subject><dc:creator>One</dc:creator>"
            "<photoshop:Source rdf:resource='https://westwire.example/source'/><photoshop:City/>"
        )
    )
    assert (one.web_statement, one.licensor_url) == ("https://westwire.example/terms", "https://westwire.example/")
    assert (one.usage_terms, one.one_use_only) == ("For single use.\n\nNo archive.", True)
    assert one.expires_at == datetime(2026, 12, 1, 11, tzinfo=UTC)
    assert (one.alternative, one.keywords, one.byline) == ("Waves", ("sea",), "One")
    assert (one.source, one.city) == ("https://westwire.example/source", "")


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"<not closed",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + agency_xmp(),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]>" + agency_xmp().decode()).encode("utf-16"),
        agency_xmp() + b" " * 10 + b"<more/>",
        b"<a>" + b"x" * MOST_BYTES + b"</a>",
    ],
)
def test_a_packet_that_can_not_be_trusted_says_nothing(packet: bytes) -> None:
    assert read_xmp(packet) == Particulars()


def test_a_packet_in_utf16_is_read() -> None:
    assert read_xmp(agency_xmp().decode().encode("utf-16")).credit == "Westwire Photos"


def test_entities_are_never_resolved() -> None:
    assert read_xmp(xmp("<photoshop:Credit>&secret;</photoshop:Credit>")).credit == ""


@pytest.mark.parametrize(
    "record",
    [
        dataset(80, b"Ruth")[:-1],
        b"\x1c\x02\x50\x80\x09",
        b"\x1c\x02\x50\x80\x02\x00",
        b"\x1c\x02\x50\x80\x02\xff\xff",
        b"nothing",
        b"\x1c\x03\x50\x00\x00",
    ],
)
def test_a_broken_record_says_what_it_says_before(record: bytes) -> None:
    assert read_iim(dataset(110, b"Westwire") + record) == Particulars(credit="Westwire")


def test_a_record_without_end_is_left_at_some_point() -> None:
    assert len(read_iim(dataset(25, b"pier") * 1_001).keywords) == 1_000


def test_an_extended_dataset_is_read() -> None:
    assert read_iim(b"\x1c\x02\x50\x80\x02\x00\x04Ruth").byline == "Ruth"


def test_bytes_that_are_no_utf8_although_they_say_so_lose_only_themselves() -> None:
    assert read_iim(dataset(90, b"\x1b%G", record=1) + dataset(80, b"R\xfath")).byline == "R\ufffdth"


def test_a_date_without_a_time_ends_with_its_day() -> None:
    assert read_iim(iim(expires="20261125")).expires_at == datetime(2026, 11, 25, 23, 59, 59)  # noqa: DTZ001 - as read
    with_time = dataset(37, b"20261125") + dataset(38, b"093000+0100")
    assert read_iim(with_time).expires_at == datetime(2026, 11, 25, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    assert moment("next week") is None


def test_words_are_tidied() -> None:
    assert tidy(" a\0b\r\nc ") == "a b c"
    assert tidy("a \r\n\r\n b\x07", lines=True) == "a\n\nb"
    assert tidy("\ufffe\ud800x") == "x"
    assert term_of("http://cv.iptc.org/newscodes/digitalsourcetype/digitalArt/") == "digitalCreation"
    assert web_address("javascript:alert(1)") == ""


def test_what_is_written_is_read_again() -> None:
    one = Particulars(
        byline="Máirín <Kehoe>",
        credit="West & Wire, " * 10 + "one and all",
        copyright_notice="© 2026",
        source="Westwire",
        digital_source_type="digitalCapture",
        web_statement="https://westwire.example/?a=1&b=2",
        licensor_url="https://westwire.example/",
    )
    assert read(picture_bytes(xmp=xmp_packet(one))) == one
    by_iim = read(picture_bytes(extra=iim_segment(one)))
    assert (by_iim.byline, by_iim.credit, by_iim.source) == (one.byline, one.credit, one.source)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_readers(data: bytes) -> None:
    read_iim(data)
    read_xmp(data)
    read_particulars(BytesIO(data))


@given(st.data())
def test_no_damage_to_a_file_breaks_the_reader(data: st.DataObject) -> None:
    whole = bytearray(DAMAGED)
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=8)):
        whole[place] = data.draw(st.integers(0, 255))
    read(bytes(whole[: data.draw(st.integers(0, len(whole)))]))


DAMAGED = picture_bytes(xmp=agency_xmp(), extra=app13(iim(byline="Ruth Sallis")))


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words_can_be_written(byline: str, credit: str) -> None:
    one = Particulars(byline=byline, credit=credit)
    found = read_xmp(xmp_packet(one))
    assert (found.byline, found.credit) == (tidy(byline), tidy(credit))
    segment = iim_segment(one)
    with Image.open(BytesIO(picture_bytes(extra=segment))) as image:
        assert read_iim(image.info["photoshop"][0x0404]).credit == tidy(credit)
