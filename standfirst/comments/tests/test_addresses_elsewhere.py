"""A page elsewhere has one address, however it was reached; and what is none is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.accounts.actions.bearing import ORIGIN
from standfirst.comments.elsewhere.addresses import (
    LONGEST,
    LONGEST_TITLE,
    BadAddress,
    canonical,
    clean_title,
    origin_of,
    read_origin,
)

FERRY = "https://blog.example/2026/ferry/"


@pytest.mark.parametrize(
    "address",
    [
        "https://BLOG.example/2026/ferry/",
        "HTTPS://blog.example:443/2026/ferry/",
        "https://blog.example./2026/ferry/",
        "https://blog.example/2026/ferry/#comments",
        "https://blog.example/2026/./draft/../ferry/",
        "https://blog.example/2026/%66erry/",
        "https://blog.example/2026/ferry/?",
        "https://blog.example/2026/ferry/?utm_source=mail&fbclid=x&UTM_Medium=y&gclid=1",
    ],
)
def test_other_ways_to_write_an_address_are_the_same_page(address: str) -> None:
    assert canonical(address) == FERRY


def test_what_names_another_page_stays() -> None:
    assert canonical("https://blog.example/?p=12&lang=ga") == canonical("https://blog.example/?lang=ga&p=12")
    assert canonical("https://blog.example/?p=12") != canonical("https://blog.example/?p=13")
    assert canonical("https://blog.example/a%2fb") == "https://blog.example/a%2Fb"
    assert canonical("https://blog.example") == "https://blog.example/"
    assert canonical("https://blog.example/é") == "https://blog.example/%C3%A9"
    assert canonical("http://blog.example:8080/a").startswith("http://blog.example:8080/")
    assert canonical("https://bücher.example/") == "https://xn--bcher-kva.example/"
    assert canonical("https://blog.example/100%") == "https://blog.example/100%25"
    assert canonical("https://[2001:DB8::1]/") == "https://[2001:db8::1]/"


@pytest.mark.parametrize(
    "address",
    [
        "", "blog.example/ferry", "//blog.example/ferry", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd",
        "ftp://blog.example/", "https://", "https:///ferry", "https://niamh@blog.example/", "https://a:b@blog.example/",
        "https://blog.example\\@evil.example/", "https://blog.example/a b", "https://blog.example/\n", "java\tscript:x",
        "https://blog.example:99999/", "https://blog.example:x/", "https://exa<mple/", 'https://blog".example/',
        "https://[::1", "https://blog.example/\ud800", "https://" + "a" * 300 + ".example/", "https://-.example/",
        FERRY + "a" * LONGEST, FERRY + "a" * 5 * LONGEST, "https://..example/",
    ],
)  # fmt: skip
def test_what_is_no_page_is_refused(address: str) -> None:
    with pytest.raises(BadAddress):
        canonical(address)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=20))
def test_an_address_never_changes_twice_and_never_leaves_its_origin(path: str, query: str, fragment: str) -> None:
    try:
        found = canonical(f"https://blog.example/{path}?{query}#{fragment}")
    except BadAddress:
        return
    assert canonical(found) == found
    assert origin_of(found) == "https://blog.example"
    assert found.isascii()
    assert not set(found) & set("<>\"'`\\ #\n") - {"'"}


@given(st.text(max_size=80))
def test_whatever_is_given_is_an_address_of_the_web_or_refused(text: str) -> None:
    try:
        found = canonical(text)
    except BadAddress:
        return
    assert found.startswith(("https://", "http://"))
    assert canonical(found) == found


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("https://blog.example", "https://blog.example"),
        ("https://Blog.Example/", "https://blog.example"),
        ("https://blog.example:443", "https://blog.example"),
        ("https://blog.example:8443", "https://blog.example:8443"),
        ("http://localhost:2368", "http://localhost:2368"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://localhost", "http://localhost"),
    ],
)
def test_an_origin_is_written_as_browsers_do_and_as_bearers_are_issued_for(text: str, origin: str) -> None:
    assert read_origin(text) == origin
    assert ORIGIN.fullmatch(origin)


@pytest.mark.parametrize(
    "text",
    [
        "https://my_blog.example",
        "http://blog.example", "https://*.example", "*", "null", "https://blog.example/path", "https://blog.example?x",
        "https://blog.example#x", "https://a@blog.example", "blog.example", "http://localhost.example",
        "http://127.0.0.1.example:80", "https://blog.example https://other.example", "https://blog.example;x",
    ],
)  # fmt: skip
def test_no_origin_is_a_pattern_or_unsafe(text: str) -> None:
    with pytest.raises(BadAddress):
        read_origin(text)


def test_a_title_is_one_line_of_plain_text() -> None:
    assert clean_title("  The ferry\n runs\taground ", address=FERRY) == "The ferry runs aground"
    assert clean_title("\u202eevil\u200b", address=FERRY) == "evil"
    assert clean_title("", address=FERRY) == "blog.example/2026/ferry/"
    assert clean_title("\u200b – ", address=FERRY) == "blog.example/2026/ferry/"
    assert clean_title("<script>alert(1)</script>", address=FERRY) == "<script>alert(1)</script>"


@given(st.text())
def test_a_title_is_never_empty_nor_long(text: str) -> None:
    found = clean_title(text, address=FERRY)
    assert 0 < len(found) <= LONGEST_TITLE
    assert found == " ".join(found.split())
