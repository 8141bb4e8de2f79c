"""Broken and hostile files: one complaint each, which names the place in words for a desk."""

from __future__ import annotations

import json
from typing import Any

import pytest

from standfirst.wire.ninjs import Paragraph, UnreadableItem, read_item
from standfirst.wire.tests.factories import (
    as_file,
    ninjs_1,
    ninjs_2,
    ninjs_3,
    picture_1,
    with_body,
    with_plain_body,
)


def complaint(raw: bytes) -> str:
    with pytest.raises(UnreadableItem) as caught:
        read_item(raw, name="broken.json")
    assert str(caught.value) == f"{caught.value.place}: {caught.value.reason}"
    return str(caught.value)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "the file: is empty"),
        (b"\xef\xbb\xbf \n", "the file: is empty"),
        (b'{\n "uri": \n}', "line 3, column 1: not JSON: Expecting value"),
        (b'{"uri": "x"', "line 1, column 12: not JSON: Expecting ',' delimiter"),
        (b'{"headline": "a\tb"}', "line 1, column 16: not JSON: Invalid control character at"),
        (b'{"headline": "a\x00b"}', "line 1, column 16: not JSON: Invalid control character at"),
        (b'{\n"uri": "\xff"}', "line 2: not UTF-8: byte 0xff fits no character"),
        ('{"uri": "x"}'.encode("utf-16"), "the file: is written in UTF-16 or UTF-32; ninjs is UTF-8"),
        (b"<newsItem/>", "line 1, column 1: not JSON: Expecting value"),
        (b"[]", "the file: should hold one news object, not a list"),
        (b"null", "the file: should hold one news object, not null"),
        (b"12", "the file: should hold one news object, not a number"),
        (b'"x"', "the file: should hold one news object, not a text"),
        (b"true", "the file: should hold one news object, not true"),
        (b'{"urgency": NaN}', '"NaN": is no number that JSON and we can hold'),
        (b'{"urgency": -Infinity}', '"-Infinity": is no number that JSON and we can hold'),
        (b'{"urgency": 1e999}', '"1e999": is no number that JSON and we can hold'),
        (b'{"urgency": ' + b"9" * 5000 + b"}", f'"{"9" * 60}…": is no number that JSON and we can hold'),
        (b'{"uri": "a", "uri": "b"}', '"uri": stands twice in the same object'),
        (b"[" * 100_000, "the file: its brackets are nested too deep for a news item"),
        (
            b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
            "the file: its brackets are nested too deep for a news item",
        ),
        (
            b'{"uri": "' + b"a" * 5_000_000 + b'"}',
            "the file: 5.0 MB is too much for one story; 5 MB is the most",
        ),
        (b'{"data": {"item": {}}}', "the file: is no ninjs item: it has no headline, no body and no status"),
    ],
)
def test_a_file_that_is_no_item(raw: bytes, words: str) -> None:
    assert complaint(raw) == words


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (ninjs_3(uri=None), "uri: is missing, so no update or kill could find this story"),
        (ninjs_3(uri="?only=query"), "uri: is missing, so no update or kill could find this story"),
        (ninjs_3(uri="u" * 501), "uri: is 501 characters long; 500 is the most"),
        (ninjs_3(uri=["a"]), "uri: should be a text, not a list"),
        (ninjs_3(type="picture"), 'type: "picture" is no story; only texts can be taken'),
        (ninjs_3(pubStatus="replaced"), 'pubStatus: "replaced" is none of usable, withheld and canceled'),
        (ninjs_3(standard={"name": "NewsML"}), 'standard.name: "NewsML" is not ninjs'),
        (ninjs_3(standard={"version": "4.0"}), 'standard.version: ninjs "4.0" is not known; 1 to 3 are'),
        (ninjs_3(standard="3.1"), "standard: should be an object, not a text"),
        (
            ninjs_3(embargoed="2026-03-02T06:00:00Z"),
            'the file: the names "embargoed" and "copyrightHolder" are of different versions of ninjs',
        ),
        (
            ninjs_2(headline="Another"),
            'the file: the names "headline" and "headlines" are of different versions of ninjs',
        ),
        (ninjs_3(headlines=None), "headlines: is missing"),
        (ninjs_1(headline=None), "headline: is missing"),
        (
            ninjs_3(headlines=[{"role": "main", "value": " \u200b\u0007"}]),
            "headlines[0].value: the text is empty",
        ),
        (ninjs_3(headlines=[{"role": "main"}]), "headlines[0].value: is missing"),
        (ninjs_3(headlines=["A headline"]), "headlines[0]: should be an object, not a text"),
        (ninjs_3(headlines="A headline"), "headlines: should be a list, not a text"),
        (ninjs_1(headline=["A headline"]), "headline: should be a text, not a list"),
        (ninjs_1(headline="h" * 2001), "headline: is 2,001 characters long; 2,000 is the most"),
        (
            ninjs_3(descriptions=[{"role": "summary", "value": "d" * 10_001}]),
            "descriptions[0].value: is 10,001 characters long; 10,000 is the most",
        ),
        ({"uri": "u", "standard": {"version": "3.1"}}, "headlines: is missing"),
        (ninjs_3(bodies=None), "bodies: is missing"),
        (ninjs_3(bodies=[]), "bodies: is missing"),
        (ninjs_1(body_xhtml=None), "body_text: is missing"),
        (with_body(""), "bodies[0].value: the text is empty"),
        (with_body("<p>&nbsp;</p><script>x</script>"), "bodies[0].value: the text is empty"),
        (with_plain_body("\n \n"), "bodies[0].value: the text is empty"),
        (ninjs_3(bodies=[{"value": 5}]), "bodies[0].value: should be a text, not a number"),
        (
            ninjs_3(bodies=[{"value": "<nitf/>", "contentType": "text/vnd.IPTC.NITF"}]),
            "bodies[0].value: is neither HTML nor plain text",
        ),
        (ninjs_3(bodies=[{"value": "x"}] * 1001), "bodies: has 1,001 members; 1,000 is the most"),
        (ninjs_3(urgency=0), "urgency: should be from 1 to 9"),
        (ninjs_3(urgency="3"), "urgency: should be a number, not a text"),
        (ninjs_3(urgency=True), "urgency: should be a number, not true"),
        (ninjs_3(version=False), "version: should be a text, not false"),
        (ninjs_3(usageTerms=["a", 5]), "usageTerms[1]: should be a text, not a number"),
        (ninjs_3(edNote="n" * 10_001), "edNote: is 10,001 characters long; 10,000 is the most"),
        (ninjs_3(infoSources={"name": "x"}), "infoSources: should be a list, not an object"),
        (ninjs_1(associations=["x"]), "associations[0]: should be an object, not a text"),
        (ninjs_1(associations={"main": 5}), "associations.main: should be an object, not a number"),
        (
            ninjs_1(associations={"main": picture_1(renditions={"a": {"href": "a.jpg", "width": -1}})}),
            "associations.main.renditions.a.width: should be from 0 to 1000000",
        ),
        (
            ninjs_1(associations={str(n): {} for n in range(1001)}),
            "associations: has 1,001 members; 1,000 is the most",
        ),
    ],
)
def test_an_item_with_one_thing_wrong(document: dict[str, Any], words: str) -> None:
    assert complaint(as_file(document)) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-03-02T06:00:00", '"2026-03-02T06:00:00" does not say its time zone'),
        ("2026-03-02", '"2026-03-02" does not say its time zone'),
        ("tomorrow", '"tomorrow" is no date and time such as 2026-03-01T17:30:00+01:00'),
        ("", '"" is no date and time such as 2026-03-01T17:30:00+01:00'),
        ("0001-01-01T00:00:00+23:00", '"0001-01-01T00:00:00+23:00" is outside the calendar'),
        (1772430000, "should be a text, not a number"),
    ],
)
def test_a_time_that_can_not_be_trusted_is_refused_by_name(moment: object, words: str) -> None:
    assert complaint(as_file(ninjs_3(embargoedUntil=moment))) == f"embargoedUntil: {words}"


@pytest.mark.parametrize("depth", [300, 10_000])
def test_tags_nested_beyond_any_story(depth: int) -> None:
    html = "<div>" * depth + "Words" + "</div>" * depth

    assert complaint(as_file(with_body(html))) == "bodies[0].value: its tags are nested too deep for a story"


def test_ten_thousand_paragraphs_that_never_close_are_too_many() -> None:
    assert complaint(as_file(with_body("<p>x" * 10_000))) == "bodies[0].value: has more than 1,000 paragraphs"


@pytest.mark.parametrize("tag", ["<img src=a.jpg>", "<figure></figure>"])
def test_more_pictures_than_a_story_has(tag: str) -> None:
    assert complaint(as_file(with_body(tag * 101))) == "bodies[0].value: has more than 100 pictures"


@pytest.mark.parametrize("make", [with_body, with_plain_body])
def test_a_body_longer_than_any_story(make: Any) -> None:
    raw = as_file(make("<br>\n" * 100_001))

    assert complaint(raw) == "bodies[0].value: is 500,005 characters long; 500,000 is the most"


@pytest.mark.parametrize("make", [with_body, with_plain_body])
def test_one_giant_paragraph(make: Any) -> None:
    raw = as_file(make("word " * 20_000))

    assert complaint(raw) == "bodies[0].value: one paragraph has 99,999 characters; 50,000 is the most"


def test_a_byte_order_mark_before_the_document_is_no_fault() -> None:
    assert read_item(b"\xef\xbb\xbf" + as_file(ninjs_3()), name="bom.json").version == "2"


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("nul\u0000l and bell\u0007", "null and bell"),
        ("over\u202eride\u2066 and \u200fmark", "override and \u200fmark"),
        ("half \ud83d a character", "half \ufffd a character"),
        ("no character \ufffe \ufdd0 \U0001ffff", "no character \ufffd \ufffd \ufffd"),
        ("don\u0092t \u0081", "don’t"),
        ("line\u2028break\ufeff", "line break"),
        ("a flag 🏴\U000e0067\U000e0062\U000e007f stays", "a flag 🏴\U000e0067\U000e0062\U000e007f stays"),
    ],
)
def test_characters_that_harm_are_mended_everywhere(sent: str, shown: str) -> None:
    item = read_item(as_file(with_body(f"<p>{sent}</p>", headlines=[{"value": sent}], by=sent)), name="x.json")

    assert (item.headline, item.byline, item.paragraphs) == (shown, shown, (Paragraph(shown),))


def test_a_complaint_is_one_short_line_whatever_the_file_holds() -> None:
    raw = json.dumps({"headline": "x", "pubstatus": "a\nb\u202e" * 20, "uri": "u"}).encode()
    twice = b'{"' + b"k\\n" * 300 + b'": 1, "' + b"k\\n" * 300 + b'": 2}'

    for words in (complaint(raw), complaint(twice)):
        assert "\n" not in words
        assert len(words) < 150
