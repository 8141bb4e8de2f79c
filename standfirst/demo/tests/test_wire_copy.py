"""The three agency items: each speaks its own dialect of IPTC's ninjs, and says of itself what is true."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from standfirst.demo.reading import COPY

WIRE = COPY / "wire"
# Where each dialect keeps the same things (IPTC ninjs 1.6, 2.2 and 3.1).
NOTICE = {"1x": "copyrightnotice", "2x": "copyrightnotice", "3x": "copyrightNotice"}
STATUS = {"1x": "pubstatus", "2x": "pubstatus", "3x": "pubStatus"}
EMBARGO = {"1x": "embargoed", "2x": "embargoed", "3x": "embargoedUntil"}
DIALECTS = ("1x", "2x", "3x")


def item(dialect: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((WIRE / f"item-{dialect}.json").read_text(encoding="utf-8"))
    return found


def keys_in(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for part in value.values() for key in keys_in(part)}
    if isinstance(value, list):
        return {key for part in value for key in keys_in(part)}
    return set()


def test_there_are_three() -> None:
    assert [path.name for path in sorted(WIRE.iterdir())] == [f"item-{dialect}.json" for dialect in DIALECTS]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_item_is_usable_and_says_whose_it_is(dialect: str) -> None:
    sent = item(dialect)
    assert sent["uri"].startswith("http://wire.wna.example/")
    assert sent[STATUS[dialect]] == "usable"
    assert sent[NOTICE[dialect]].startswith("© WNA")
    assert EMBARGO[dialect] not in sent
    assert isinstance(sent["urgency"], int)


def test_ninjs_1_has_single_strings_and_named_associations() -> None:
    sent = item("1x")
    assert sent["$standard"]["version"].startswith("1.")
    assert isinstance(sent["headline"], str)
    assert isinstance(sent["body_html"], str)
    assert isinstance(sent["byline"], str)
    picture = sent["associations"]["mainpic"]
    assert picture["type"] == "picture"
    assert picture["byline"]
    assert picture["description_text"]
    assert picture["renditions"]["main"]["href"].startswith("https://")
    assert "headlines" not in sent
    assert "bodies" not in sent


@pytest.mark.parametrize("dialect", ["2x", "3x"])
def test_later_ninjs_has_lists(dialect: str) -> None:
    sent = item(dialect)
    assert sent["standard"]["version"].startswith(dialect[0] + ".")
    assert sent["headlines"][0]["value"]
    assert sent["bodies"][0]["value"].startswith("<p>")
    picture = sent["associations"][0]
    assert picture["name"]
    assert picture["by"]
    assert picture["descriptions"][0]["value"]
    assert picture["renditions"][0]["name"] == "main"
    assert "headline" not in sent
    assert "body_html" not in sent


def test_only_the_third_dialect_writes_in_camel_case() -> None:
    assert any(re.search("[a-z][A-Z]", key) for key in keys_in(item("3x")))
    for dialect in ("1x", "2x"):
        assert not any(re.search("[a-z][A-Z]", key) for key in keys_in(item(dialect)))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_counts_are_those_of_the_body(dialect: str) -> None:
    sent = item(dialect)
    body = {"value": sent["body_html"], **sent} if dialect == "1x" else sent["bodies"][0]
    text = re.sub(r"<[^>]+>", "", re.sub(r"</(p|h2)>", " ", body["value"])).strip()
    counted = {key.lower(): value for key, value in body.items()}
    assert (counted["charcount"], counted["wordcount"]) == (len(text), len(text.split()))


def test_notes_to_editors_stay_out_of_the_text() -> None:
    for dialect in DIALECTS:
        sent = item(dialect)
        note = sent.get("ednote") or sent.get("edNote")
        assert note
        assert note not in json.dumps({key: sent[key] for key in sent if key.lower() != "ednote"})


def test_no_item_carries_an_address_of_this_world() -> None:
    for path in WIRE.iterdir():
        hosts = re.findall(r"https?://([^/\"]+)", Path(path).read_text(encoding="utf-8"))
        assert {host for host in hosts if not host.endswith(".example")} <= {"www.iptc.org", "cv.iptc.org"}
