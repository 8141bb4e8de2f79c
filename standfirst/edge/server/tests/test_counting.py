"""How often pages are shown: sums by the hour, of people as far as one can tell, and nothing about them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from standfirst.edge.server import counting
from standfirst.edge.server.counting import ViewCounts, is_reader
from standfirst.edge.server.tests.house import STORY, House, house, played, until

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
HOUR = 3600


class Asked:
    """Headers as the edge sees them."""

    def __init__(self, headers: dict[str, str] | None = None) -> None:
        self.headers = headers or {}

    def __contains__(self, key: str) -> bool:
        return key in self.headers

    def get(self, key: str, default: Any = None) -> Any:
        return self.headers.get(key, default)

    def get_all(self, key: str) -> list[str]:
        return [self.headers[key]] if key in self.headers else []

    def items(self) -> list[tuple[str, str]]:
        return list(self.headers.items())


BY_FIREFOX = Asked({"user-agent": FIREFOX})


@pytest.mark.parametrize(
    ("headers", "counts"),
    [
        ({"user-agent": FIREFOX}, True),
        ({}, False),
        ({"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}, False),
        ({"user-agent": "curl/8.9"}, False),
        ({"user-agent": "FeedFetcher"}, False),
        ({"user-agent": FIREFOX, "sec-purpose": "prefetch;prerender"}, False),
        ({"user-agent": FIREFOX, "purpose": "prefetch"}, False),
    ],
)
def test_people_are_counted_and_programs_are_not(headers: dict[str, str], counts: bool) -> None:
    assert is_reader(Asked(headers)) is counts


def test_views_are_summed_by_the_hour_and_taken_once() -> None:
    views = ViewCounts()
    for now in (0, 10, HOUR - 1, HOUR):
        views.note("story:1", BY_FIREFOX, now=now)
    views.note("story:2", Asked(), now=0)
    assert json.loads(views.take()) == [["story:1", 0, 3], ["story:1", 1, 1]]
    assert views.take() == b""


def test_there_is_a_bound_on_what_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_COUNTED", 2)
    views = ViewCounts()
    for name in ("a", "b", "c", "a"):
        views.note(name, BY_FIREFOX, now=0)
    assert json.loads(views.take()) == [["a", 0, 2], ["b", 0, 1]]


async def handed_in(h: House) -> list[object]:
    await h.edge.hand_in()
    bodies = [json.loads(seen.body) for seen in h.app.seen if seen.target == "/-/views"]
    return [[name, count] for body in bodies for name, _, count in body]


@played
async def test_each_showing_is_counted_once_from_the_app_and_from_memory(tmp_path: Path) -> None:
    async with house(tmp_path) as h:
        h.app.page(STORY, Edge_Counts="story:12")
        first = await h.ask(STORY, User_Agent=FIREFOX)
        await until(lambda: h.holds_fresh(STORY))
        again = await h.ask(STORY, User_Agent=FIREFOX, If_None_Match=first.headers["ETag"])
        await h.ask(STORY, "HEAD", User_Agent=FIREFOX)
        await h.ask(STORY, User_Agent="SomeBot/1.0")
        assert (first.status, again.status) == (200, 304)
        assert "Edge-Counts" not in first.headers
        assert await handed_in(h) == [["story:12", 2]]
        assert await handed_in(h) == [["story:12", 2]], "nothing more was handed in"


@played
async def test_pages_that_did_not_ask_for_it_are_not_counted(tmp_path: Path) -> None:
    async with house(tmp_path) as h:
        await h.ask(STORY, User_Agent=FIREFOX)
        assert await handed_in(h) == []


@played
async def test_an_app_that_is_away_misses_a_minute_and_nothing_is_counted_twice(tmp_path: Path) -> None:
    async with house(tmp_path, patience=0.0) as h:
        h.app.page(STORY, Edge_Counts="story:12")
        await h.ask(STORY, User_Agent=FIREFOX)
        await h.app.stop()
        assert await handed_in(h) == []
        await h.app.start()
        assert await handed_in(h) == []


@played
async def test_strangers_can_not_hand_in_views(tmp_path: Path) -> None:
    async with house(tmp_path) as h:
        answer = await h.ask("/-/views", "POST", body=b'[["story:12", 1, 99]]')
        assert answer.status == 404
        assert not h.app.times("/-/views")
