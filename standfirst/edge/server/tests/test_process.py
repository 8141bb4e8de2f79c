"""The edge as a process of its own: starting, stopping, and not outliving its supervisor."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from standfirst.edge.server.tests.house import CREATE, STORY, App, execute, free_port, played, until

START = ["-m", "standfirst.edge.server"]
HURRIED = "import sys, standfirst.edge.server.__main__ as edge; edge.STOP_WITHIN = 0.1; sys.exit(edge.main())"


def environment(folder: Path, port: int, **more: str) -> dict[str, str]:
    told = {"STANDFIRST_HOME": str(folder), "STANDFIRST_PORT": str(port)}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("STANDFIRST_")}
    return inherited | told | more


@asynccontextmanager
async def edge_process(
    folder: Path, port: int, start: list[str] = START, **more: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-W", "error", *start, env=environment(folder, port, **more), stderr=asyncio.subprocess.PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def answers(client: aiohttp.ClientSession, port: int) -> None:
    up = False
    while not up:
        try:
            async with client.get(f"http://127.0.0.1:{port}/-/edge") as response:
                up = response.status == 200
        except aiohttp.ClientError:
            await asyncio.sleep(0.01)


@played
async def test_the_process_serves_and_finishes_what_it_began(tmp_path: Path) -> None:
    execute(tmp_path / "standfirst.sqlite3", CREATE)
    app, port = App(tmp_path / "app.sock"), free_port()
    app.page(STORY)
    await app.start()
    async with edge_process(tmp_path, port) as process, aiohttp.ClientSession() as client:
        async with asyncio.timeout(10):
            await answers(client, port)
        app.gate = asyncio.Event()
        url = f"http://127.0.0.1:{port}{STORY}"
        asking = asyncio.create_task(client.get(url))
        await until(lambda: app.times(STORY) == 1)
        process.send_signal(signal.SIGTERM)
        await until(lambda: _refuses(port))
        app.gate.set()
        async with await asking as response:
            assert await response.text() == "fresh"
        assert await asyncio.wait_for(process.wait(), 5) == 0
        assert process.stderr is not None
        assert await process.stderr.read() == b""
    await app.stop()


@played
async def test_a_request_without_end_does_not_keep_the_process(tmp_path: Path) -> None:
    execute(tmp_path / "standfirst.sqlite3", CREATE)
    app, port = App(tmp_path / "app.sock"), free_port()
    await app.start()
    async with edge_process(tmp_path, port, ["-c", HURRIED]) as process, aiohttp.ClientSession() as client:
        async with asyncio.timeout(10):
            await answers(client, port)
        app.gate = asyncio.Event()
        asking = asyncio.create_task(client.get(f"http://127.0.0.1:{port}{STORY}"))
        await until(lambda: app.times(STORY) == 1)
        process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(process.wait(), 4) == 0
        with pytest.raises(aiohttp.ClientError):
            await asking
        assert process.stderr is not None
        assert await process.stderr.read() == b"edge: Some requests took too long and were cut off.\n"
        app.gate.set()
    await app.stop()


def _refuses(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@played
async def test_the_process_ends_when_its_supervisor_is_gone(tmp_path: Path) -> None:
    async with edge_process(tmp_path, free_port(), STANDFIRST_PARENT_PID="1") as process:
        _, errors = await asyncio.wait_for(process.communicate(), 10)
        assert process.returncode == 0
        assert errors.startswith(b"edge: Purges can't be read"), "a wrong database is worth a line"


@played
async def test_a_taken_port_is_one_clear_line(tmp_path: Path) -> None:
    server = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with edge_process(tmp_path, port) as process:
        _, errors = await process.communicate()
        assert process.returncode == 2
        assert errors.decode() == f"edge: Can't listen on 127.0.0.1:{port}: Address already in use.\n"
    server.close()
    await server.wait_closed()


@played
async def test_a_bad_setting_is_one_clear_line(tmp_path: Path) -> None:
    async with edge_process(tmp_path, free_port(), STANDFIRST_EDGE_MEMORY="lots") as process:
        _, errors = await process.communicate()
        assert process.returncode == 2
        assert errors.startswith(b"edge: STANDFIRST_EDGE_MEMORY takes a whole number")


@played
async def test_the_edge_never_imports_django() -> None:
    code = "import sys, standfirst.edge.server.__main__; sys.exit('django' in sys.modules)"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code)
    assert await process.wait() == 0
