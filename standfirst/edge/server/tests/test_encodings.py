"""What readers take, and what we send them."""

from __future__ import annotations

import gzip

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfirst.edge.server.encodings import OURS, compressed_forms, is_compressible, preferences
from standfirst.edge.server.pages import build_page, names_etag


@pytest.mark.parametrize(
    ("accept_encoding", "wanted"),
    [
        ("", ["identity"]),
        ("gzip, deflate, br, zstd", ["br", "gzip", "identity"]),
        ("GZIP;Q=1, BR ; q=0.5", ["gzip", "br", "identity"]),
        ("br;q=0, gzip;q=0.001", ["gzip", "identity"]),
        ("x-gzip", ["gzip", "identity"]),
        ("*", ["br", "gzip", "identity"]),
        ("*;q=0", []),
        ("*;q=0.2, identity;q=0.5, br;q=0", ["identity", "gzip"]),
        ("identity;q=0, br", ["br"]),
        ("identity, br;q=0.9", ["identity", "br"]),
        ("br;q=often, gzip", ["gzip", "identity"]),
        ("br;q=nan", ["identity"]),
        ("br, " * 100, ["identity"]),
    ],
)
def test_the_reader_chooses_and_we_prefer(accept_encoding: str, wanted: list[str]) -> None:
    assert list(preferences(accept_encoding)) == wanted


@settings(deadline=None)
@given(st.text(alphabet="brgzip;q=*0.19, x-Q\té", max_size=300))
def test_no_header_is_too_odd(accept_encoding: str) -> None:
    assert set(preferences(accept_encoding)) <= set(OURS)


@settings(deadline=None)
@given(st.binary(max_size=2000))
def test_a_form_unpacks_to_the_body_and_is_smaller(body: bytes) -> None:
    forms = compressed_forms(body, quality=5)
    assert all(len(form) < len(body) for form in forms.values())
    assert "br" not in forms or brotli.decompress(forms["br"]) == body
    assert "gzip" not in forms or gzip.decompress(forms["gzip"]) == body


def test_pictures_are_not_compressed_again() -> None:
    assert is_compressible("text/html; charset=utf-8")
    assert is_compressible("image/svg+xml")
    assert not is_compressible("image/webp")
    page = build_page(status=200, headers=[("content-type", "image/webp")], body=b"x" * 5000, quality=5)
    assert list(page.forms) == ["identity"]
    assert "vary" not in dict(page.forms["identity"].headers)


def test_a_reader_who_refuses_everything_gets_the_plain_page() -> None:
    page = build_page(status=200, headers=[("content-type", "text/html")], body=b"x" * 5000, quality=5)
    assert page.form_for("*;q=0").body == b"x" * 5000


@pytest.mark.parametrize(
    ("header", "named"),
    [('"a"', True), ('W/"a"', True), ('"b", "a"', True), ("*", True), ('"b"', False), ("a", False), ("", False)],
)
def test_a_tag_is_named_or_not(header: str, named: bool) -> None:
    assert names_etag(header, '"a"') is named
