"""While the app restarts or stumbles, readers see the last good page, or a kind word."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from aiohttp import web

from standfirst.edge.server.tests.house import STORY, House, house, played, until


async def hold_the_story(paper: House) -> None:
    assert (await paper.ask(STORY)).body == b"fresh"


@played
async def test_a_purged_page_is_shown_while_the_app_is_away(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        await hold_the_story(paper)
        paper.purge("story:12")
        await paper.app.stop()
        reply = await paper.ask(STORY, Accept_Encoding="br")
        assert (reply.status, reply.cache, reply.body) == (200, "stale", b"fresh")
        await paper.app.start()
        paper.app.page(STORY, "newer")
        assert (await paper.ask(STORY)).body == b"newer"


@played
async def test_an_expired_page_is_shown_while_the_app_is_away(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        await hold_the_story(paper)
        paper.later(4000)
        await paper.app.stop()
        assert [(await paper.ask(STORY)).cache for _ in range(3)] == ["stale"] * 3


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@played
async def test_an_app_in_trouble_is_covered_by_the_last_good_page(tmp_path: Path, status: int) -> None:
    async with house(tmp_path) as paper:
        await hold_the_story(paper)
        paper.purge("story:12")
        paper.app.page(STORY, "Server Error", tags="", status=status)
        reply = await paper.ask(STORY)
        assert (reply.status, reply.cache, reply.body) == (200, "stale", b"fresh")


@played
async def test_an_app_in_trouble_speaks_for_itself_when_nothing_is_held(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        paper.app.page(STORY, "Sorry", tags="", status=500)
        paper.app.gate = asyncio.Event()
        asking = [asyncio.create_task(paper.ask(STORY)) for _ in range(20)]
        await until(lambda: paper.readers_waiting() == 20 and paper.app.seen)
        paper.app.gate.set()
        replies = await asyncio.gather(*asking)
        assert {(reply.status, reply.body, reply.cache) for reply in replies} == {(500, b"Sorry", "pass")}
        assert paper.app.times(STORY) == 1
        assert len(paper.edge.memory) == 0


@played
async def test_an_app_in_trouble_at_length_is_not_heard_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standfirst.edge.server.fetches.LARGEST_PAGE", 100)
    async with house(tmp_path) as paper:
        await hold_the_story(paper)
        paper.app.page(STORY, "trace " * 100, tags="", status=500)
        paper.app.page("/", "trace " * 100, tags="", status=500)
        paper.purge("story:12")
        assert (await paper.ask(STORY)).cache == "stale"
        assert (await paper.ask("/")).status == 503


@played
async def test_without_a_copy_the_reader_gets_the_paper_s_own_503(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        await paper.app.stop()
        plain = await paper.ask(STORY)
        assert (plain.status, plain.headers["Retry-After"]) == (503, "2")
        assert b"Back in a moment" in plain.body
        errors = tmp_path / "static" / "errors"
        errors.mkdir(parents=True)
        (errors / "503.html").write_text("<h1>The Harbour Courier</h1>")
        reply = await paper.ask(STORY)
        assert (reply.status, reply.body) == (503, b"<h1>The Harbour Courier</h1>")
        head = await paper.ask("/your/page/", "HEAD")
        assert (head.status, head.body) == (503, b"")


@played
async def test_a_reader_waits_for_an_app_that_is_being_restarted(tmp_path: Path) -> None:
    async with house(tmp_path, patience=5) as paper:
        await paper.app.stop()
        asking = [asyncio.create_task(paper.ask(path)) for path in (STORY, "/your/page/")]
        writing = asyncio.create_task(paper.ask("/comments/post/12/", "POST", b"text=hello"))
        paper.app.page("/your/page/")
        paper.app.page("/comments/post/12/", status=201)
        await until(lambda: paper.readers_waiting() == 3)
        await paper.app.start()
        assert [reply.status for reply in await asyncio.gather(*asking)] == [200, 200]
        assert (await writing).status == 201
        assert [seen.body for seen in paper.app.seen if seen.method == "POST"] == [b"text=hello"]


@played
async def test_a_comment_the_app_may_have_taken_is_not_sent_twice(tmp_path: Path) -> None:
    async with house(tmp_path, patience=5) as paper:
        paper.app.says["/comments/post/12/"] = _hang_up
        reply = await paper.ask("/comments/post/12/", "POST", b"text=hello")
        assert reply.status == 503
        assert paper.app.times("/comments/post/12/") == 1


@played
async def test_a_restart_between_two_pages_on_a_kept_connection_goes_unnoticed(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        paper.app.page("/your/page/")
        paper.app.page("/comments/post/12/")
        for _ in range(3):
            assert (await paper.ask("/your/page/")).status == 200
            assert (await paper.ask("/comments/post/12/", "POST", b"text=hello")).status == 200
            await paper.app.stop()
            await paper.app.start()
        assert paper.app.times("/comments/post/12/") == 3
        written = [seen.headers.get("Connection") for seen in paper.app.seen if seen.method == "POST"]
        assert written == ["close"] * 3, "a comment never goes over a connection that may be dead"


@played
async def test_an_app_that_hangs_up_once_is_asked_once_more_for_a_page(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        paper.app.says[STORY] = _hang_up
        assert (await paper.ask(STORY)).status == 503
        assert paper.app.times(STORY) == 2


@played
async def test_a_page_that_breaks_off_is_covered_by_the_last_good_one(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        await hold_the_story(paper)
        paper.purge("story:12")
        paper.app.says[STORY] = _half_an_answer
        reply = await paper.ask(STORY)
        assert (reply.cache, reply.body) == ("stale", b"fresh")


@played
async def test_a_reader_with_something_to_see_does_not_wait_for_a_slow_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("standfirst.edge.server.fetches.STALE_AFTER", 0.05)
    async with house(tmp_path) as paper:
        await hold_the_story(paper)
        paper.purge("story:12")
        paper.app.gate = asyncio.Event()
        paper.app.page(STORY, "newer")
        assert (await paper.ask(STORY)).cache == "stale"
        paper.app.gate.set()
        await until(lambda: paper.holds_fresh(STORY))
        assert (await paper.ask(STORY)).body == b"newer"


@played
async def test_nobody_waits_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standfirst.edge.server.origin.SHARED_TIME", 0.05)
    async with house(tmp_path) as paper:
        paper.app.gate = asyncio.Event()
        assert (await asyncio.wait_for(paper.ask(STORY), 5)).status == 503


@played
async def test_the_supervisor_hears_whether_the_app_answers(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        up = await paper.ask("/-/edge")
        assert (up.status, up.body) == (200, b"ok\n")
        assert paper.app.seen[-1].method == "HEAD"
        assert paper.app.seen[-1].target == "/-/app"
        paper.app.page("/-/app", status=500)
        assert (await paper.ask("/-/edge")).status == 503
        await paper.app.stop()
        assert (await paper.ask("/-/edge")).status == 503


@played
async def test_what_is_internal_is_not_there_for_others(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        assert (await paper.ask("/-/edge", X_Forwarded_For="198.51.100.7")).status == 404
        assert (await paper.ask("/-/app")).status == 404
        assert (await paper.ask("/-/%65dge/x")).status == 404
        assert paper.app.seen == []


async def _hang_up(request: web.BaseRequest) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.close()
    return web.Response()


async def _half_an_answer(request: web.BaseRequest) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Edge-Tags": "story:12", "Content-Length": "100"})
    await response.prepare(request)
    await response.write(b"half")
    return await _hang_up(request)
