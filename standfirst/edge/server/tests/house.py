"""A small house to test in: a real edge on a real port, a real app on a real socket, a real database of purges."""

from __future__ import annotations

import asyncio
import re
import socket
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from multidict import CIMultiDictProxy

from standfirst.edge.server.__main__ import make_server
from standfirst.edge.server.app import Edge
from standfirst.edge.server.config import EdgeConfig

STORY = "/harbour/ferry/"
ORDINARY = ("User-Agent", "Accept", "Accept-Encoding", "Content-Type")
CREATE = (
    "CREATE TABLE IF NOT EXISTS edge_purge (id integer PRIMARY KEY AUTOINCREMENT, tags text NOT NULL,"
    " is_drop bool NOT NULL, created_at datetime NOT NULL)"
)


def played[**P](story: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    """A test written as a coroutine, run in an event loop of its own."""

    @wraps(story)
    def test(*args: P.args, **kwargs: P.kwargs) -> None:
        asyncio.run(story(*args, **kwargs))

    return test


async def until(condition: Callable[[], object], *, within: float = 20.0) -> None:
    """Wait for a condition; fail loudly when it doesn't come."""
    give_up = time.monotonic() + within
    while not condition():
        if time.monotonic() > give_up:
            raise AssertionError(f"It did not happen within {within} seconds.")
        await asyncio.sleep(0.002)


@dataclass(frozen=True)
class Seen:
    """A request as the app saw it."""

    method: str
    target: str
    headers: CIMultiDictProxy[str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """An answer as a client saw it."""

    status: int
    headers: CIMultiDictProxy[str]
    body: bytes

    @property
    def cache(self) -> str:
        return self.headers.get("Edge-Cache", "")


type Saying = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


@dataclass
class App:
    """What stands in for Django: says what it is told to say, and remembers what it was asked."""

    socket: Path
    seen: list[Seen] = field(default_factory=list)
    says: dict[str, Saying] = field(default_factory=dict)
    gate: asyncio.Event | None = None
    _runner: web.ServerRunner | None = None

    def page(self, path: str, body: str = "fresh", tags: str = "story:12", status: int = 200, **headers: str) -> None:
        """Answer `path` so from now on. Underscores in header names become hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        told = {"Content-Type": "text/html; charset=utf-8", **({"Edge-Tags": tags} if tags else {}), **named}

        async def say(_: web.BaseRequest) -> web.Response:
            return web.Response(status=status, body=body.encode(), headers=told)

        self.says[path] = say

    def times(self, path: str) -> int:
        return sum(seen.target == path for seen in self.seen)

    async def start(self) -> None:
        self._runner = web.ServerRunner(web.Server(self._answer))
        await self._runner.setup()
        await web.UnixSite(self._runner, str(self.socket)).start()

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        body = await request.read()
        self.seen.append(Seen(request.method, request.raw_path, request.headers, body))
        say = self.says.get(request.path)
        if self.gate is not None:
            await self.gate.wait()
        return await say(request) if say else web.Response(status=404, text="not found")


@dataclass
class House:
    edge: Edge
    app: App
    client: aiohttp.ClientSession
    now: list[float]
    port: int

    async def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, cookies: str = "", **headers: str
    ) -> Reply:
        asked = {name.replace("_", "-"): value for name, value in headers.items()}
        if cookies:
            asked["Cookie"] = cookies
        url = f"http://127.0.0.1:{self.port}{path}"
        async with self.client.request(method, url, data=body, headers=asked, allow_redirects=False) as response:
            return Reply(response.status, response.headers, await response.read())

    async def raw(self, request: bytes, *, hang_up: Callable[[], object] | None = None) -> bytes:
        """Send exactly these bytes; the answer up to the end of the connection.

        With `hang_up` the reader leaves as soon as that holds: before, nobody may have heard that anything was asked.
        """
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(request)
            await writer.drain()
            if hang_up is None:
                return await asyncio.wait_for(reader.read(), 5)
            await until(hang_up)
            return b""
        finally:
            writer.close()
            await writer.wait_closed()

    def readers_waiting(self) -> int:
        """Requests that the edge has begun and not yet answered."""
        return sum("future_watcher" in repr(task.get_coro()) for task in asyncio.all_tasks())

    def holds_fresh(self, path: str) -> bool:
        held = self.edge.memory.get((f"127.0.0.1:{self.port}", path, ""))
        return held is not None and held.is_fresh(self.now[0])

    def purge(self, *tags: str, drop: bool = False) -> None:
        """Announce a purge as Django does, and let the edge take it in."""
        announce(database_path(self.edge.config), *tags, drop=drop)
        self.edge.feed.catch_up()

    def later(self, seconds: float) -> None:
        self.now[0] += seconds


def database_path(config: EdgeConfig) -> Path:
    return Path(config.database_url.removeprefix("sqlite://"))


def execute(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        for statement in statements:
            database.execute(statement)
        database.commit()


def remove_database(path: Path) -> None:
    for part in path.parent.glob(f"{path.name}*"):
        part.unlink()


def announce(path: Path, *tags: str, drop: bool = False) -> None:
    with closing(sqlite3.connect(path)) as database:
        values = [" ".join(tags), drop]
        database.execute("INSERT INTO edge_purge (tags, is_drop, created_at) VALUES (?, ?, 0)", values)
        database.commit()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def edge_config(folder: Path, **changes: Any) -> EdgeConfig:
    settings: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": free_port(),
        "app_socket": folder / "app.sock",
        "static_root": folder / "static",
        "media_root": folder / "media",
        "database_url": f"sqlite://{folder / 'paper.sqlite3'}",
        "memory": 1024 * 1024,
        "trusted_proxy": False,
        "parent": None,
    }
    return EdgeConfig(**(settings | changes))


@asynccontextmanager
async def house(folder: Path, *, following: bool = True, patience: float = 0.3, **changes: Any) -> AsyncIterator[House]:
    """An open house. The app runs, one story is published, and the edge hears purges."""
    config = edge_config(folder, **changes)
    if config.database_url.startswith("sqlite:") and following:
        execute(database_path(config), CREATE)
    app = App(config.app_socket)
    app.page(STORY)
    await app.start()
    now = [1000.0]
    async with (
        aiohttp.ClientSession(auto_decompress=False, skip_auto_headers=ORDINARY) as client,
        Edge(config, clock=lambda: now[0]) as edge,
    ):
        edge.origin.patience = patience
        server = make_server(edge)
        serving = asyncio.create_task(server.serve())
        feeding = asyncio.create_task(edge.feed.follow())
        try:
            await until(lambda: _listens(config.port))
            if following:
                await until(lambda: edge.memory.in_sight)
            yield House(edge, app, client, now, config.port)
        finally:
            if app.gate is not None:
                app.gate.set()
            feeding.cancel()
            await asyncio.gather(feeding, return_exceptions=True)
            server.stop()  # type: ignore[no-untyped-call]
            await asyncio.wait_for(serving, 5)
            await app.stop()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def status_of(answer: bytes) -> int:
    found = re.match(rb"HTTP/1\.[01] (\d{3}) ", answer)
    assert found, answer
    return int(found[1])
