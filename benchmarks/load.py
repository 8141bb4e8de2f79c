"""The client: a few kept-alive connections, each of which asks again as soon as it has been answered.

It is always this one, so that figures of two machines were measured the same way. Its own CPU time counts nowhere, but
it shares the cores with what is measured. Loopback and unix sockets only; bounded in count and in time.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path
from typing import cast

import uvloop

LONGEST_RUN = 60.0
PATIENCE = 30.0
BODILESS = {204, 304}


class LoadBroken(RuntimeError):
    """A connection broke, or an answer was not one that was expected."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `seconds` from the first byte sent to the last byte received."""

    status: int
    head: bytes
    body: bytes
    seconds: float

    def header(self, name: str) -> str:
        """The value of a header, empty where it is missing."""
        return dict(self.headers()).get(name.lower(), "")

    def headers(self) -> list[tuple[str, str]]:
        lines = self.head.decode("latin-1").split("\r\n")[1:]
        return [(name.strip().lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]


Expectation = Callable[[Answer], bool]


def is_ok(answer: Answer) -> bool:
    return answer.status == 200


@dataclass
class Round:
    """One run of load: how long each answer took, the last of them, and the time over all, in seconds."""

    latencies: list[float] = field(default_factory=list)
    last: Answer | None = None
    seconds: float = 0.0

    @property
    def count(self) -> int:
        return len(self.latencies)

    def percentile(self, share: float) -> float:
        """The latency in milliseconds that this share of the answers kept."""
        return sorted(self.latencies)[min(int(self.count * share), self.count - 1)] * 1000


def fetch(address: str | Path, request: bytes) -> Answer:
    """One answer, whatever it is."""
    answer = ask_each(address, [[request]], expect=lambda _: True).last
    assert answer is not None  # noqa: S101 - one request, one answer, or an error
    return answer


def ask(address: str | Path, request: bytes, *, times: int, connections: int = 1) -> Round:
    """The same request so many times, shared among the connections. Raises LoadBroken unless all answers are 200."""
    return ask_each(address, [repeat(request, times // connections) for _ in range(connections)])


def ask_each(address: str | Path, requests: Sequence[Iterable[bytes]], *, expect: Expectation = is_ok) -> Round:
    """One connection for each of the sequences, which it goes through in order. `address`: host:port, or a socket.

    Raises LoadBroken at the first answer that is not as expected.
    """
    return uvloop.run(_ask_each(address, requests, expect))


def as_a_browser(accept_encoding: str) -> dict[str, str]:
    """The headers of a present browser, as far as they matter to a server."""
    return {
        "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Language": "en-GB,en;q=0.7",
        "Accept-Encoding": accept_encoding,
    }


def get(path: str, *, host: str, accept_encoding: str = "identity") -> bytes:
    """A GET as a present browser sends it."""
    headers = {"Host": host, **as_a_browser(accept_encoding)}
    lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


async def _ask_each(address: str | Path, requests: Sequence[Iterable[bytes]], expect: Expectation) -> Round:
    connections = [await _connect(address) for _ in requests]
    done = Round()
    begun = time.perf_counter()
    until = begun + LONGEST_RUN
    try:
        async with asyncio.timeout(LONGEST_RUN + PATIENCE):
            pairs = zip(connections, requests, strict=True)
            await asyncio.gather(*(_go_through(one, iter(each), expect, done, until) for one, each in pairs))
    finally:
        done.seconds = time.perf_counter() - begun
        for connection in connections:
            connection.close()
    return done


async def _connect(address: str | Path) -> _Connection:
    loop = asyncio.get_running_loop()
    if isinstance(address, Path):
        _, connection = await loop.create_unix_connection(_Connection, str(address))
        return connection
    _, connection = await loop.create_connection(_Connection, *_host_and_port(address))
    return connection


def _host_and_port(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    return host, int(port)


async def _go_through(
    connection: _Connection, requests: Iterator[bytes], expect: Expectation, done: Round, until: float
) -> None:
    for request in requests:
        if time.perf_counter() > until:
            return
        answer = await connection.ask(request)
        if not expect(answer):
            raise LoadBroken(f"An answer that was not expected: {answer.head[:500]!r} {answer.body[:500]!r}")
        done.latencies.append(answer.seconds)
        done.last = answer


class _Connection(asyncio.Protocol):
    """HTTP/1.1 with a Content-Length, one request at a time: all that the edge and the app use for pages."""

    def __init__(self) -> None:
        self._received = bytearray()
        self._begun = 0.0
        self._waiting: asyncio.Future[Answer] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are no subclasses of asyncio's. It sets TCP_NODELAY by itself.
        self._transport = cast(asyncio.Transport, transport)

    def ask(self, request: bytes) -> asyncio.Future[Answer]:
        self._waiting = asyncio.get_running_loop().create_future()
        self._begun = time.perf_counter()
        self._transport.write(request)
        return self._waiting

    def data_received(self, data: bytes) -> None:
        self._received += data
        end = self._received.find(b"\r\n\r\n")
        if end < 0 or self._waiting is None or self._waiting.done():
            return
        head = bytes(self._received[:end])
        status = int(head[9:12])
        length = 0 if status in BODILESS else announced_length(head)
        if length is None:
            self._fail(f"An answer does not say how long it is: {head[:300]!r}")
        elif len(self._received) >= end + 4 + length:
            body = bytes(self._received[end + 4 : end + 4 + length])
            del self._received[: end + 4 + length]
            self._waiting.set_result(Answer(status, head, body, time.perf_counter() - self._begun))

    def connection_lost(self, error: Exception | None) -> None:
        self._fail(f"The connection was closed: {error}")

    def close(self) -> None:
        self._waiting = None
        self._transport.close()

    def _fail(self, words: str) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(LoadBroken(words))


def announced_length(head: bytes) -> int | None:
    at = head.lower().find(b"\r\ncontent-length:")
    if at < 0:
        return None
    return int(head[at + 17 :].split(b"\r\n", 1)[0])
