"""Public pages: made once, kept in three forms, the same for everyone."""

from __future__ import annotations

import asyncio
import gzip
from pathlib import Path

import brotli
import pytest
from aiohttp import web

from standfirst.edge.server.tests.house import STORY, house, played, until

LONG = "The ferry sails again. " * 100


@played
async def test_a_page_is_made_once_and_then_comes_from_memory(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        first, second = await paper.ask(STORY), await paper.ask(STORY)
        assert (first.cache, second.cache) == ("miss", "hit")
        assert first.body == second.body == b"fresh"
        assert paper.app.times(STORY) == 1


@played
async def test_fifty_readers_at_once_cost_one_render(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        paper.app.gate = asyncio.Event()
        asking = [asyncio.create_task(paper.ask(STORY)) for _ in range(50)]
        await until(lambda: paper.readers_waiting() == 50 and paper.app.seen)
        paper.app.gate.set()
        replies = await asyncio.gather(*asking)
        assert {reply.body for reply in replies} == {b"fresh"}
        assert paper.app.times(STORY) == 1


@played
async def test_every_query_and_every_host_is_a_page_of_its_own(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        for path, host in [(STORY, "a.example"), (STORY, "b.example"), (f"{STORY}?p=2", "a.example")]:
            assert (await paper.ask(path, Host=host)).cache == "miss"
        assert (await paper.ask(STORY, Host="A.example")).cache == "hit"
        assert (await paper.ask(f"{STORY}?p=2&", Host="a.example")).cache == "miss"


@played
async def test_a_page_is_kept_in_three_forms(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        paper.app.page(STORY, LONG)
        await paper.ask(STORY)
        plain = await paper.ask(STORY)
        zipped = await paper.ask(STORY, Accept_Encoding="gzip")
        packed = await paper.ask(STORY, Accept_Encoding="gzip, deflate, br, zstd")
        assert plain.body == LONG.encode()
        assert "Content-Encoding" not in plain.headers
        assert gzip.decompress(zipped.body) == plain.body
        assert zipped.headers["Content-Encoding"] == "gzip"
        assert brotli.decompress(packed.body) == plain.body
        assert packed.headers["Content-Encoding"] == "br"
        replies = [plain, zipped, packed]
        assert len({reply.headers["ETag"] for reply in replies}) == 3
        assert {reply.headers["Vary"] for reply in replies} == {"accept-encoding"}
        assert all(int(reply.headers["Content-Length"]) == len(reply.body) for reply in replies)
        assert paper.app.times(STORY) == 1


@played
async def test_a_reader_who_has_the_page_gets_304(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        paper.app.page(STORY, LONG, Cache_Control="public, max-age=0, must-revalidate")
        etag = (await paper.ask(STORY, Accept_Encoding="br")).headers["ETag"]
        known = await paper.ask(STORY, Accept_Encoding="br", If_None_Match=f'"other", W/{etag}')
        assert (known.status, known.body, known.headers["ETag"]) == (304, b"", etag)
        assert known.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert known.headers["Vary"] == "accept-encoding"
        assert "Content-Encoding" not in known.headers
        assert (await paper.ask(STORY, Accept_Encoding="gzip", If_None_Match=etag)).status == 200


@played
async def test_a_withdrawn_page_stays_withdrawn_for_who_has_it(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        paper.app.page(STORY, status=410)
        etag = (await paper.ask(STORY)).headers["ETag"]
        assert (await paper.ask(STORY, If_None_Match=etag)).status == 410


@played
async def test_head_tells_what_get_would(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        first = await paper.ask(STORY, "HEAD")
        second = await paper.ask(STORY, "HEAD")
        full = await paper.ask(STORY)
        assert (first.cache, second.cache, full.cache) == ("miss", "hit", "hit")
        assert first.body == second.body == b""
        assert first.headers["Content-Length"] == second.headers["Content-Length"] == "5"
        assert [seen.method for seen in paper.app.seen] == ["GET"]


@played
async def test_nothing_personal_reaches_a_public_page_or_comes_back_from_it(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        paper.app.page(STORY, Set_Cookie="session=niamh", Vary="Cookie", Edge_Secret="1")
        paper.app.page("/search/", tags="", Set_Cookie="session=niamh")
        for path in (STORY, "/search/"):
            reply = await paper.ask(
                path,
                cookies="session=niamh",
                Authorization="Basic x",
                Accept_Language="ga",
                If_None_Match='"x"',
                Range="bytes=0-1",
                Edge_Tags="evil",
                X_Forwarded_For="6.6.6.6",
            )
            assert reply.status == 200
            assert not {"Set-Cookie", "Edge-Tags", "Edge-Secret"} & set(reply.headers)
            assert "Cookie" not in reply.headers.get("Vary", "")
        for seen in paper.app.seen:
            assert set(map(str.lower, seen.headers)) == {"host", "x-forwarded-for", "x-forwarded-proto"}
            assert seen.headers["X-Forwarded-For"] == "127.0.0.1"


@pytest.mark.parametrize(
    ("status", "tags", "max_age", "kept"),
    [
        (200, "story:12", "60", True),
        (301, "story:12", "60", True),
        (410, "story:12", "60", True),
        (200, "", "60", False),
        (302, "story:12", "60", False),
        (404, "story:12", "60", False),
        (200, "story:12", "0", False),
        (200, "story:12", "-5", False),
        (200, "story:12", "9" * 5000, False),
    ],
)
@played
async def test_only_what_the_app_tags_is_kept(tmp_path: Path, status: int, tags: str, max_age: str, kept: bool) -> None:
    async with house(tmp_path) as paper:
        paper.app.page(STORY, tags=tags, status=status, Edge_Max_Age=max_age, Location="/elsewhere/")
        first, second = await paper.ask(STORY), await paper.ask(STORY)
        assert first.status == second.status == status
        assert first.body == second.body == b"fresh"
        assert (first.cache, second.cache) == (("miss", "hit") if kept else ("pass", "pass"))
        assert paper.app.times(STORY) == (1 if kept else 2)


@played
async def test_readers_of_a_page_that_is_not_kept_do_not_stand_in_line(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        paper.app.page(STORY, tags="")
        await paper.ask(STORY)
        paper.app.gate = asyncio.Event()
        asking = [asyncio.create_task(paper.ask(STORY)) for _ in range(10)]
        await until(lambda: len(paper.app.seen) == 11)
        paper.app.page(STORY)
        paper.app.gate.set()
        assert {reply.cache for reply in await asyncio.gather(*asking)} <= {"pass", "miss"}
        paper.app.page(STORY)
        await paper.ask(STORY)
        assert (await paper.ask(STORY)).cache == "hit", "a page that may be kept by now is kept"
        paper.purge("story:12")
        before, gate = len(paper.app.seen), asyncio.Event()
        paper.app.gate = gate
        asking = [asyncio.create_task(paper.ask(STORY)) for _ in range(10)]
        await until(lambda: paper.readers_waiting() == 10)
        gate.set()
        await asyncio.gather(*asking)
        assert len(paper.app.seen) == before + 1, "and shared again"


@played
async def test_those_who_waited_for_a_page_that_is_not_kept_each_get_their_own(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        paper.app.page(STORY, tags="")
        paper.app.gate = asyncio.Event()
        asking = [asyncio.create_task(paper.ask(STORY)) for _ in range(8)]
        await until(lambda: paper.readers_waiting() == 8 and paper.app.seen)
        paper.app.gate.set()
        assert {reply.body for reply in await asyncio.gather(*asking)} == {b"fresh"}
        assert paper.app.times(STORY) <= 8


@played
async def test_an_old_page_is_shown_at_once_and_made_anew_behind_it(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        paper.app.page(STORY, Edge_Max_Age="60")
        await paper.ask(STORY)
        paper.later(61)
        paper.app.page(STORY, "newer")
        stale = await paper.ask(STORY)
        assert (stale.cache, stale.body) == ("stale", b"fresh")
        await until(lambda: paper.holds_fresh(STORY))
        fresh = await paper.ask(STORY)
        assert (fresh.cache, fresh.body, paper.app.times(STORY)) == ("hit", b"newer", 2)


@played
async def test_an_old_page_that_is_gone_by_now_is_forgotten(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        paper.app.page(STORY, Edge_Max_Age="60")
        await paper.ask(STORY)
        paper.later(61)
        paper.app.page(STORY, "gone", tags="", status=404)
        assert (await paper.ask(STORY)).cache == "stale"
        await until(lambda: len(paper.edge.memory) == 0)
        assert (await paper.ask(STORY)).status == 404


@played
async def test_a_reader_who_leaves_does_not_stop_the_page_being_made(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        paper.app.gate = asyncio.Event()
        request = f"GET {STORY} HTTP/1.1\r\nHost: 127.0.0.1:{paper.port}\r\n\r\n".encode()
        await paper.raw(request, hang_up=lambda: len(paper.app.seen) == 1)
        paper.app.gate.set()
        await until(lambda: len(paper.edge.memory) == 1)
        assert (await paper.ask(STORY)).cache == "hit"


@played
async def test_a_page_that_breaks_off_is_neither_kept_nor_shown(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        paper.app.says[STORY] = _half_a_page
        reply = await paper.ask(STORY)
        assert reply.status == 503
        assert b"half" not in reply.body
        assert len(paper.edge.memory) == 0


async def _half_a_page(request: web.BaseRequest) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Edge-Tags": "story:12", "Content-Length": "100"})
    await response.prepare(request)
    await response.write(b"half")
    assert request.transport is not None
    request.transport.close()
    return response


@played
async def test_a_page_too_long_for_memory_is_passed_on_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standfirst.edge.server.fetches.LARGEST_PAGE", 100)
    async with house(tmp_path) as paper:
        paper.app.page(STORY, LONG)
        reply = await paper.ask(STORY)
        assert (reply.cache, reply.body) == ("pass", LONG.encode())

        async def pour(request: web.BaseRequest) -> web.StreamResponse:
            response = web.StreamResponse(headers={"Edge-Tags": "story:12"})
            await response.prepare(request)
            for _ in range(30):
                await response.write(b"x" * 50_000)
            return response

        paper.app.says["/long/"] = pour
        assert len((await paper.ask("/long/")).body) == 1_500_000
        assert len(paper.edge.memory) == 0


@played
async def test_a_page_that_comes_compressed_is_passed_on_as_it_is(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        paper.app.page(STORY, "packed", Content_Encoding="zstd")
        reply = await paper.ask(STORY)
        assert (reply.cache, reply.headers["Content-Encoding"], reply.body) == ("pass", "zstd", b"packed")


@played
async def test_what_is_not_kept_is_remembered_for_seconds_and_in_bounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("standfirst.edge.server.fetches.MOST_UNSHARED", 2)
    async with house(tmp_path) as paper:
        for number in range(5):
            assert (await paper.ask(f"/nothing/{number}/")).status == 404
        unshared = paper.edge.fetches._unshared
        assert 0 < len(unshared) <= 2
        paper.later(6)
        assert (await paper.ask("/nothing/4/")).status == 404
        assert set(unshared.values()) >= {paper.now[0] + 5}


@played
async def test_a_mistake_of_ours_costs_one_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with house(tmp_path) as paper:
        with monkeypatch.context() as broken:
            broken.setattr("standfirst.edge.server.fetches.build_page", None)
            assert (await paper.ask(STORY)).status == 500
        assert (await paper.ask(STORY)).status == 200


@played
async def test_an_address_without_end_is_turned_away(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        assert (await paper.ask(f"/?{'x' * 8192}")).status == 414
        assert paper.app.seen == []


@played
async def test_an_edge_that_closes_lets_go_of_what_is_under_way(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        paper.app.gate = asyncio.Event()
        asking = asyncio.create_task(paper.ask(STORY))
        await until(lambda: paper.app.seen)
        await paper.edge.fetches.close()
        assert (await asking).status == 500


@played
async def test_the_least_wanted_page_leaves_when_memory_is_full(tmp_path: Path) -> None:
    async with house(tmp_path, memory=15_000) as paper:
        for number in range(4):
            paper.app.page(f"/{number}/")
            await paper.ask(f"/{number}/")
            await paper.ask("/0/")
        assert paper.edge.memory.bytes_held <= 15_000
        assert paper.app.times("/0/") == 1
        assert (await paper.ask("/1/")).cache == "miss"
