"""Which headers pass, under whose name, and which requests are turned away at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfirst.edge.server.forwarding import (
    Refused,
    answer_headers,
    is_neighbour,
    is_private,
    personal_headers,
    read_site,
    read_visitor,
    request_target,
)


@dataclass(frozen=True)
class Headers:
    told: tuple[tuple[str, str], ...]

    def __contains__(self, key: str) -> bool:
        return any(name == key for name, _ in self.told)

    def get(self, key: str, default: str | None = None) -> str | None:
        return next((value for name, value in self.told if name == key), default)

    def get_all(self, key: str) -> list[str]:
        return [value for name, value in self.told if name == key]

    def items(self) -> list[tuple[str, str]]:
        return list(self.told)


@dataclass(frozen=True)
class Request:
    headers: Headers
    client: str = "198.51.100.7:40000"
    authority: str | None = None
    method: str = "GET"
    path: str = "/"
    query_string: str = ""
    unused: dict[str, str] = field(default_factory=dict)


def request(*told: tuple[str, str], client: str = "198.51.100.7:40000", authority: str | None = None) -> Request:
    return Request(Headers(told), client=client, authority=authority)


@pytest.mark.parametrize(
    "told",
    [
        [],
        [("host", "")],
        [("host", "a.example"), ("host", "b.example")],
        [("host", "a.example/evil")],
        [("host", "a b")],
        [("host", "user@a.example")],
        [("host", "a.example:port")],
        [("host", "a" * 300)],
    ],
)
def test_a_request_names_exactly_one_plausible_host(told: list[tuple[str, str]]) -> None:
    with pytest.raises(Refused):
        read_visitor(request(*told), trusted_proxy=False)


def test_the_address_in_the_first_line_must_be_the_host() -> None:
    named = ("host", "a.example")
    assert read_visitor(request(named, authority="A.example"), trusted_proxy=False).host == "a.example"
    with pytest.raises(Refused):
        read_visitor(request(named, authority="b.example"), trusted_proxy=False)


def test_a_client_cannot_choose_its_address_or_scheme() -> None:
    told = request(("host", "a.example:80"), ("x-forwarded-for", "10.0.0.1"), ("x-forwarded-proto", "https"))
    visitor = read_visitor(told, trusted_proxy=False)
    assert dict(visitor.headers()) == {
        "host": "a.example:80",
        "x-forwarded-for": "198.51.100.7",
        "x-forwarded-proto": "http",
    }


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("1.1.1.1, 203.0.113.9", "203.0.113.9"),
        ("2001:db8::1", "2001:db8::1"),
        ("unknown", "198.51.100.7"),
        ("", "198.51.100.7"),
    ],
)
def test_our_own_proxy_is_believed_as_far_as_it_saw(told: str, address: str) -> None:
    asked = request(("host", "a.example"), ("x-forwarded-for", told), ("x-forwarded-proto", "https"))
    visitor = read_visitor(asked, trusted_proxy=True)
    assert (visitor.address, visitor.scheme) == (address, "https")
    assert visitor.site == read_site(asked.headers, trusted_proxy=True) == "https://a.example"


@pytest.mark.parametrize(
    ("client", "told", "neighbour"),
    [
        ("127.0.0.1:5", (), True),
        ("[::1]:5", (), True),
        ("[::ffff:127.0.0.1]:5", (), True),
        ("198.51.100.7:5", (), False),
        ("[2001:db8::1]:5", (), False),
        ("127.0.0.1:5", (("x-forwarded-for", "127.0.0.1"),), False),
        ("127.0.0.1:5", (("via", "1.1 proxy"),), False),
    ],
)
def test_a_neighbour_comes_from_this_machine_and_through_no_proxy(
    client: str, told: tuple[tuple[str, str], ...], neighbour: bool
) -> None:
    assert is_neighbour(request(*told, client=client)) is neighbour


def test_what_could_be_taken_for_our_own_words_does_not_pass() -> None:
    passed = personal_headers(
        Headers(
            (
                ("cookie", "a=1"),
                ("cookie", "b=2"),
                ("x-forwarded-for", "10.0.0.1"),
                ("x_forwarded_for", "10.0.0.1"),
                ("x_forwarded-proto", "https"),
                ("content_length", "0"),
                ("forwarded", "for=10.0.0.1"),
                ("x-real-ip", "10.0.0.1"),
                ("edge-tags", "story:12"),
                ("host", "evil.example"),
                ("content-length", "3"),
                ("transfer-encoding", "chunked"),
                ("connection", "close, X-Secret"),
                ("x-secret", "1"),
                ("upgrade", "h2c"),
                ("te", "trailers"),
                ("expect", "100-continue"),
                ("sec-fetch-site", "same-origin"),
            )
        )
    )
    assert passed == [("sec-fetch-site", "same-origin"), ("cookie", "a=1; b=2")]


def test_edge_words_stay_in_the_house() -> None:
    raw = [
        (b"Edge-Tags", b"story:12"),
        (b"EDGE-Max-Age", b"60"),
        (b"Connection", b"keep-alive, X-Hop"),
        (b"X-Hop", b"1"),
        (b"Content-Length", b"5"),
        (b"X-Name", "Niamh Ó".encode()),
        (b"X-Old", b"\xe9"),
    ]
    theirs, ours = answer_headers(raw)
    assert theirs == [("x-name", "Niamh Ó"), ("x-old", "é")]
    assert ours == {"edge-tags": "story:12", "edge-max-age": "60"}


AWKWARD = 'a/?#%&=+ \r\n\0\t"{}é☃🛥'


@settings(deadline=None)
@given(st.text(alphabet=AWKWARD), st.text(alphabet=AWKWARD))
def test_a_target_is_one_word_that_means_the_same(path: str, query: str) -> None:
    target = request_target(("site", f"/{path}", query))
    assert target.isascii()
    assert not set(target) & set(" \r\n\0#")
    assert unquote(target.partition("?")[0]) == f"/{path}"


def test_private_prefixes_are_prefixes() -> None:
    assert is_private("/your/page/")
    assert is_private("/support/pledge/")
    assert not is_private("/support/")
    assert not is_private("/yours/")
