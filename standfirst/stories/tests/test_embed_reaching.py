"""A host that lies, hangs or leads astray gets nothing and costs little."""

from __future__ import annotations

import asyncio
import json
import threading
import time

import pytest

from standfirst.stories.embedding.addresses import name_piece
from standfirst.stories.embedding.fetching import MOST_JSON, SECONDS, fetch
from standfirst.stories.embedding.hosts import HOSTS
from standfirst.stories.embedding.reaching import Manners, is_public
from standfirst.stories.tests.embed_hosts import PRIVATE, PUBLIC, VIDEO, Said, asking, manners, serving
from standfirst.stories.tests.test_embed_answers import picture

GOOD = json.dumps({"type": "video", "title": "Fog horn"}).encode()


def test_a_kind_host_is_heard_with_its_picture() -> None:
    with serving({}) as host:
        told = {"type": "video", "title": "Fog horn", "thumbnail_url": f"http://pictures.example:{host.port}/a.jpg"}
        host.answers["/oembed"] = Said(json.dumps(told).encode())
        host.answers["/a.jpg"] = Said(picture(), "image/jpeg")
        fetched = fetch(asking(host), manners=manners(host))
    assert fetched.answer
    assert fetched.answer.title == "Fog horn"
    assert fetched.picture
    assert fetched.picture.width == 960


def test_a_name_that_turns_private_is_not_followed_there() -> None:
    """Rebinding: the name is public when judged, and private when it is looked up again."""
    with (
        serving({"/oembed": Said(GOOD)}) as host,
        serving({"/oembed": Said(GOOD)}, at=PRIVATE, port=host.port) as inner,
    ):
        turning = manners(host, [PUBLIC], [PRIVATE])
        assert fetch(asking(host), manners=turning).answer
        # And so is the next connection, to which the name gives the private address.
        assert fetch(asking(host), manners=turning).reason == "the name leads to no public address"
        assert not inner.asked


def test_one_private_address_among_public_ones_refuses_the_name() -> None:
    with serving({"/oembed": Said(GOOD)}) as host:
        assert not fetch(asking(host), manners=manners(host, [PUBLIC, PRIVATE])).answer
        assert not host.asked


def test_redirects_are_judged_anew() -> None:
    with serving({"/oembed": Said(GOOD)}) as host, serving({"/in": Said(GOOD)}, at=PRIVATE, port=host.port) as inner:

        async def look_up(name: str) -> list[str]:
            return [PRIVATE] if name.startswith("inner") else [PUBLIC]

        polite = Manners(allows=lambda one: one == PUBLIC, look_up=look_up, schemes=("http",), ports=(host.port,))
        for number, place in enumerate(
            [
                f"http://inner.example:{host.port}/in",
                f"http://{PRIVATE}:{host.port}/in",
                f"http://2130706434:{host.port}/in",
                f"http://[::1]:{host.port}/in",
                f"http://localhost:{host.port}/in",
                f"http://user@host.example:{host.port}/oembed",
                f"https://host.example:{host.port}/oembed",
                "http://host.example:1/oembed",
                "file:///etc/passwd",
                "http://[",
                "",
                "/round",
            ]
        ):
            host.answers[f"/to-{number}"] = Said(status=302, headers={"Location": place})
            host.answers["/round"] = Said(status=302, headers={"Location": "/round"})
            fetched = fetch(asking(host, f"/to-{number}"), manners=polite)
            assert not fetched.answer, place
            assert fetched.reason, place
        host.answers["/well"] = Said(status=301, headers={"Location": "/oembed"})
        assert fetch(asking(host, "/well"), manners=polite).answer
        assert not inner.asked


@pytest.mark.parametrize(
    "said",
    [
        Said(GOOD, "text/html"),
        Said(GOOD, status=500),
        Said(GOOD, status=204),
        Said(b'{"type": "video", "title": "' + b"x" * MOST_JSON + b'"}'),
        Said(GOOD, headers={"Content-Encoding": "gzip"}),
        Said(GOOD, headers={"Content-Length": "99999"}),
        Said(b"<script>"),
    ],
    ids=["another type", "an error", "nothing", "too much", "folded", "cut short", "no answer"],
)
def test_a_host_that_lies_is_not_believed(said: Said) -> None:
    with serving({"/oembed": said}) as host:
        fetched = fetch(asking(host), manners=manners(host))
    assert not fetched.answer
    assert fetched.reason


def test_a_host_that_hangs_is_left_in_time() -> None:
    with serving({"/oembed": Said(GOOD, wait=threading.Event())}) as host:
        began = time.monotonic()
        fetched = fetch(asking(host), manners=manners(host), seconds=0.2)
        assert time.monotonic() - began < 2
    assert fetched.reason == "no answer in time"
    # Scheduled stories wait behind a fetch, look every two seconds, and are promised within five.
    assert SECONDS + 2 <= 5


def test_a_look_up_that_hangs_is_left_in_time() -> None:
    async def look_up(name: str) -> list[str]:
        await asyncio.sleep(30)
        return []

    fetched = fetch(name_piece(VIDEO, HOSTS), manners=Manners(look_up=look_up), seconds=0.1)
    assert fetched.reason == "no answer in time"


@pytest.mark.parametrize("said", [Said(status=404), Said(b"GIF89a", "image/gif"), Said(b"x", "image/svg+xml")])
def test_a_picture_that_can_not_be_had_is_left_out(said: Said) -> None:
    with serving({"/a.jpg": said}) as host:
        told = {"type": "video", "thumbnail_url": f"http://pictures.example:{host.port}/a.jpg"}
        host.answers["/oembed"] = Said(json.dumps(told).encode())
        fetched = fetch(asking(host), manners=manners(host))
    assert fetched.answer
    assert fetched.picture is None


def test_production_asks_over_https_only() -> None:
    with serving({"/oembed": Said(GOOD)}) as host:
        assert fetch(asking(host)).reason == "an address that is not asked"
        assert not host.asked


def test_what_proxies_the_environment_names_takes_no_part(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving({"/oembed": Said(GOOD)}) as host:
        monkeypatch.setenv("http_proxy", "http://127.0.0.2:9")
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.2:9")
        assert fetch(asking(host), manners=manners(host)).answer


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1", "224.0.0.1",
        "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::7f00:1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:1::1",
        "fec0::1", "2001:db8::1", "not an address", "fe80::1%eth0",
    ],
)  # fmt: skip
def test_no_address_of_ours_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "142.250.185.78", "2a00:1450:4001:830::200e", "2606:4700::1111"])
def test_the_open_network_is_public(address: str) -> None:
    assert is_public(address)
