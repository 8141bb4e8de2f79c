"""What belongs to one person, or writes, is handed on whole and never kept."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from standfirst.edge.server.forwarding import PRIVATE_PREFIXES, Refused
from standfirst.edge.server.tests.house import STORY, House, house, played, status_of, until
from standfirst.edge.server.tests.test_forwarding import Headers
from standfirst.edge.server.uploads import IN_MEMORY, LARGEST_BODY, Upload

POST = "/comments/post/12/"


@pytest.mark.parametrize("prefix", PRIVATE_PREFIXES)
@played
async def test_a_private_page_is_made_for_each_and_kept_for_none(tmp_path: Path, prefix: str) -> None:
    async with house(tmp_path) as paper:
        paper.app.page(f"{prefix}page/", Set_Cookie="session=niamh", Edge_Tags="story:12")
        replies = [
            await paper.ask(f"{prefix}page/?a=1&b", cookies="session=niamh", If_None_Match='"x"', Accept_Language="ga")
            for _ in range(2)
        ]
        assert [reply.cache for reply in replies] == ["pass", "pass"]
        assert replies[0].headers["Set-Cookie"] == "session=niamh"
        assert "Edge-Tags" not in replies[0].headers
        seen = paper.app.seen[-1]
        assert seen.target == f"{prefix}page/?a=1&b"
        assert seen.headers["Cookie"] == "session=niamh"
        assert seen.headers["If-None-Match"] == '"x"'
        assert len(paper.edge.memory) == 0


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@played
async def test_whatever_is_not_read_passes_with_its_cookies(tmp_path: Path, method: str) -> None:
    async with house(tmp_path) as paper:
        paper.app.page(STORY, "taken", Set_Cookie="a=1")
        reply = await paper.ask(STORY, method, b"text=hello", cookies="session=niamh", Origin="http://a.example")
        assert (reply.status, reply.cache, reply.body) == (200, "pass", b"taken")
        assert reply.headers["Set-Cookie"] == "a=1"
        seen = paper.app.seen[-1]
        assert (seen.method, seen.body) == (method, b"text=hello")
        assert (seen.headers["Cookie"], seen.headers["Origin"]) == ("session=niamh", "http://a.example")
        assert seen.headers["Content-Length"] == "10"
        assert len(paper.edge.memory) == 0


@played
async def test_answers_without_a_body_pass(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        paper.app.page("/your/page/", "personal")
        paper.app.page("/your/nothing/", "", status=204)
        paper.app.page("/your/same/", "", status=304, ETag='"x"')
        head = await paper.ask("/your/page/", "HEAD")
        assert (head.status, head.body, head.headers["Content-Length"]) == (200, b"", "8")
        assert paper.app.seen[-1].method == "HEAD"
        assert (await paper.ask("/your/nothing/")).status == 204
        same = await paper.ask("/your/same/", If_None_Match='"x"')
        assert (same.status, same.headers["ETag"]) == (304, '"x"')


@played
async def test_several_cookies_are_set_and_redirects_are_left_to_the_browser(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:

        async def say(_: web.BaseRequest) -> web.Response:
            response = web.Response(status=303, headers={"Location": "/harbour/ferry/#comment-1"})
            response.set_cookie("a", "1")
            response.set_cookie("b", "2")
            return response

        paper.app.says[POST] = say
        reply = await paper.ask(POST, "POST", b"x=1")
        assert (reply.status, reply.headers["Location"]) == (303, "/harbour/ferry/#comment-1")
        assert len(reply.headers.getall("Set-Cookie")) == 2


@played
async def test_a_long_upload_arrives_whole(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        paper.app.says["/desk/images/add/"] = _count
        picture = bytes(range(256)) * 2048 + b"end"
        assert len(picture) > IN_MEMORY
        await paper.ask("/desk/images/add/", "POST", picture)
        assert paper.app.seen[-1].body == picture


async def _count(_: web.BaseRequest) -> web.Response:
    return web.Response(text="ok")


@played
async def test_a_long_answer_arrives_whole(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        paper.app.page("/desk/export/", "row\n" * 500_000, tags="")
        reply = await paper.ask("/desk/export/")
        assert len(reply.body) == 2_000_000
        assert reply.headers["Content-Length"] == "2000000"

        async def pour(request: web.BaseRequest) -> web.StreamResponse:
            response = web.StreamResponse()
            await response.prepare(request)
            for _ in range(40):
                await response.write(b"x" * 50_000)
            return response

        paper.app.says["/desk/export/"] = pour
        assert len((await paper.ask("/desk/export/")).body) == 2_000_000


@played
async def test_a_long_answer_that_breaks_off_is_too_short_for_its_length(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:

        async def break_off(request: web.BaseRequest) -> web.StreamResponse:
            response = web.StreamResponse(headers={"Content-Length": "5000000"})
            await response.prepare(request)
            await response.write(b"x" * 2_000_000)
            assert request.transport is not None
            request.transport.close()
            return response

        paper.app.says["/desk/export/"] = break_off
        with pytest.raises(aiohttp.ClientPayloadError):
            await asyncio.wait_for(paper.ask("/desk/export/"), 5)


@played
async def test_an_answer_that_breaks_off_is_not_passed_for_a_whole_one(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        for announced in ({"Content-Length": "100"}, {}):

            async def break_off(request: web.BaseRequest, told: dict[str, str] = announced) -> web.StreamResponse:
                response = web.StreamResponse(headers=told)
                await response.prepare(request)
                await response.write(b"half")
                assert request.transport is not None
                request.transport.close()
                return response

            paper.app.says["/your/page/"] = break_off
            reply = await paper.ask("/your/page/")
            assert reply.status == 503
            assert b"half" not in reply.body


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (f"Content-Length: {LARGEST_BODY + 1}\r\n", 413),
        (f"Content-Length: {'9' * 19}\r\n", 400),
        ("Transfer-Encoding: chunked\r\n", 411),
        ("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", 411),
        ("Content-Length: 3\r\nContent-Length: 4\r\n", 400),
        ("Content-Length: +3\r\n", 400),
        ("Host: b.example\r\nContent-Length: 0\r\n", 400),
        ("X-A: b\r\n Content-Length: 3\r\n", 400),
        ("X-A : b\r\n", 400),
    ],
)
@played
async def test_a_request_that_could_be_read_two_ways_is_turned_away(tmp_path: Path, head: str, status: int) -> None:
    async with house(tmp_path) as paper:
        answer = await paper.raw(f"POST {POST} HTTP/1.1\r\nHost: a.example\r\n{head}\r\n".encode())
        assert status_of(answer) == status
        assert paper.app.seen == []


@pytest.mark.parametrize(
    "line", ["TRACE / HTTP/1.1", "CONNECT a.example:443 HTTP/1.1", "BREW /pot HTTP/1.1", "OPTIONS * HTTP/1.1"]
)
@played
async def test_odd_methods_are_turned_away(tmp_path: Path, line: str) -> None:
    async with house(tmp_path) as paper:
        answer = await paper.raw(f"{line}\r\nHost: a.example\r\nConnection: close\r\n\r\n".encode())
        assert status_of(answer) == 405
        assert paper.app.seen == []


@played
async def test_half_a_comment_never_reaches_the_app(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        request = f"POST {POST} HTTP/1.1\r\nHost: a.example\r\nContent-Length: 100\r\n\r\ntext=hel".encode()
        await paper.raw(request, hang_up=lambda: paper.readers_waiting() == 1)
        assert (await paper.ask(STORY)).status == 200
        await until(lambda: paper.readers_waiting() == 0)
        assert paper.app.times(POST) == 0


@played
async def test_a_client_that_stops_sending_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standfirst.edge.server.uploads.SILENCE", 0.05)
    async with house(tmp_path) as paper:
        request = f"POST {POST} HTTP/1.1\r\nHost: a.example\r\nContent-Length: 100\r\n\r\ntext=hel".encode()
        assert status_of(await paper.raw(request)) == 408
        assert paper.app.seen == []


class Overflowing:
    """A client that sends more than it announced; granian would not let it through."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b"1234"


@played
async def test_more_than_was_announced_is_refused() -> None:
    headers = Headers((("content-length", "3"),))
    with pytest.raises(Refused):
        await Upload.receive(headers, Overflowing())  # type: ignore[arg-type]


async def seen_headers(paper: House, *lines: str) -> set[str]:
    request = "\r\n".join([f"GET /your/page/ HTTP/1.1\r\nHost: a.example\r\nConnection: close, X-Hop{''.join(lines)}"])
    await paper.raw(f"{request}\r\n\r\n".encode())
    return {name.lower() for name in paper.app.seen[-1].headers}


@played
async def test_a_client_cannot_speak_in_our_name(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        names = await seen_headers(
            paper,
            "\r\nX-Forwarded-For: 10.0.0.1",
            "\r\nX_Forwarded_For: 10.0.0.1",
            "\r\nX-Forwarded-Host: evil.example",
            "\r\nEdge-Tags: story:12",
            "\r\nX-Hop: 1",
            "\r\nX-Kept: 1",
        )
        assert names == {"host", "x-forwarded-for", "x-forwarded-proto", "x-kept"}
        assert paper.app.seen[-1].headers["X-Forwarded-For"] == "127.0.0.1"


@played
async def test_behind_our_proxy_the_proxy_is_believed(tmp_path: Path) -> None:
    async with house(tmp_path, trusted_proxy=True) as paper:
        chain = "6.6.6.6, 203.0.113.9"
        for path in (STORY, "/your/page/"):
            await paper.ask(path, X_Forwarded_For=chain, X_Forwarded_Proto="https")
            assert paper.app.seen[-1].headers["X-Forwarded-For"] == "203.0.113.9"
            assert paper.app.seen[-1].headers["X-Forwarded-Proto"] == "https"
        assert (await paper.ask(STORY, X_Forwarded_Proto="https")).cache == "hit"
        assert (await paper.ask(STORY)).cache == "miss", "http is another site: its pages may redirect to https"


@played
async def test_a_path_reaches_the_app_as_one_word(tmp_path: Path) -> None:
    paths = ["/%0d%0aX-Evil:%201/", "/a%20b/", "/a%2Fb%3Fc%23d/", "/%E2%98%83/", "/%ff/", "/x/../desk/", "//desk/"]
    async with house(tmp_path) as paper:
        for path in paths:
            request = f"GET {path}?q=%0d%0a HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n"
            assert status_of(await paper.raw(request.encode())) == 404
            seen = paper.app.seen[-1]
            assert "X-Evil" not in seen.headers
            assert seen.target.endswith("?q=%0d%0a")
            assert not set(seen.target) & set(" \r\n#")


@played
async def test_a_reader_who_leaves_during_a_long_answer_ends_it(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        stopped = asyncio.Event()

        async def pour(request: web.BaseRequest) -> web.StreamResponse:
            response = web.StreamResponse()
            await response.prepare(request)
            try:
                while True:
                    await response.write(b"x" * 100_000)
                    await asyncio.sleep(0)
            finally:
                stopped.set()

        paper.app.says["/desk/export/"] = pour
        reader, writer = await asyncio.open_connection("127.0.0.1", paper.port)
        writer.write(b"GET /desk/export/ HTTP/1.1\r\nHost: a.example\r\n\r\n")
        await reader.readexactly(1000)
        writer.transport.abort()
        await asyncio.wait_for(stopped.wait(), 5)
