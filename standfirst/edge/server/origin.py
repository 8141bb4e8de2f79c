"""Talks to the app over its unix socket."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import aiohttp
from yarl import URL

from standfirst.edge.server.forwarding import answer_headers
from standfirst.edge.server.rsgi import HeaderList
from standfirst.edge.server.uploads import Upload

log = logging.getLogger("standfirst.edge")

PATIENCE = 3.0
"""Seconds to wait for an app that is just being restarted, when there is nothing else to show."""
KNOCK_EVERY = 0.05
SHARED_TIME = 30.0
"""Seconds for one page that is the same for everyone, body and all."""
SILENCE = 60.0
"""Seconds without a byte before a personal answer is given up."""
LONGEST_LINE = 64 * 1024
OUR_OWN_HEADERS = ("User-Agent", "Accept", "Accept-Encoding", "Content-Type")


class AppAway(Exception):
    """The app can't be reached, broke off, or took too long."""


@dataclass(frozen=True, slots=True)
class Question:
    """One request for the app. `target` is an encoded path with its query; `shared` if no cookie may come or go."""

    method: str
    target: str
    headers: HeaderList
    shared: bool
    upload: Upload | None = None


class Answer:
    """The app's answer, its body not yet read. Whoever holds it closes it; reading raises `AppAway`."""

    def __init__(self, response: aiohttp.ClientResponse, *, shared: bool) -> None:
        headers, self.edge_headers = answer_headers(response.raw_headers)
        self.headers = [item for item in headers if item[0] != "set-cookie"] if shared else headers
        self.status = response.status
        self.length = response.content_length
        self._response = response
        self._read: list[bytes] = []

    async def read_up_to(self, limit: int) -> bytes | None:
        """The whole body, or None if it is longer than `limit`; what was read is then given out by `chunks` again."""
        if self.length is not None and self.length > limit:
            return None
        chunks: list[bytes] = []
        async for chunk in self.chunks():
            chunks.append(chunk)
            if sum(map(len, chunks)) > limit:
                self._read = chunks
                return None
        return b"".join(chunks)

    async def chunks(self) -> AsyncIterator[bytes]:
        """The body piece by piece, as it comes."""
        while self._read:
            yield self._read.pop(0)
        try:
            async for chunk in self._response.content.iter_any():
                yield chunk
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise AppAway(f"The app's answer broke off: {error!r}") from error

    def close(self) -> None:
        """An answer read to its end leaves its connection to the next question; any other is hung up on."""
        self._response.close()


class Origin:
    """The app behind its socket. Enter it before asking.

    Questions without a body share kept-alive connections; one that the app has closed meanwhile is tried once more on
    a new one. Anything that writes goes over a connection of its own, so that "was never connected" is known for
    certain: only then it is tried again.
    """

    def __init__(self, socket: Path, *, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._socket = str(socket)
        self._away = False

    async def __aenter__(self) -> Self:
        self._kept = self._session(force_close=False)
        self._single = self._session(force_close=True)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._kept.close()
        await self._single.close()

    async def ask(self, question: Question, *, patient: bool) -> Answer:
        """Raise `AppAway`; `patient` waits for an app that can't be connected to, a few seconds and no longer."""
        give_up = time.monotonic() + (self.patience if patient else 0.0)
        while True:
            try:
                answer = Answer(await self._send(question), shared=question.shared)
            except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
                if time.monotonic() >= give_up:
                    raise self._gone(f"The app can't be reached: {error}") from error
                await asyncio.sleep(KNOCK_EVERY)
            except (aiohttp.ClientError, OSError, TimeoutError) as error:
                raise self._gone(f"The app didn't answer {question.method} {question.target}: {error!r}") from error
            else:
                self._back()
                return answer

    async def is_up(self) -> bool:
        """Whether the app answers at all within two seconds."""
        question = Question("HEAD", "/-/app", [("host", "localhost")], shared=True)
        try:
            async with asyncio.timeout(2):
                response = await self._send(question)
        except (aiohttp.ClientError, OSError, TimeoutError):
            # Not worth a line in the log: the supervisor asks before the app can possibly be there.
            return False
        response.release()
        return response.status < 500

    async def _send(self, question: Question) -> aiohttp.ClientResponse:
        session = self._kept if question.upload is None and question.method in {"GET", "HEAD"} else self._single
        headers = question.headers
        if question.upload is not None:
            headers = [*headers, ("content-length", str(question.upload.length))]
        return await session.request(
            question.method,
            URL(f"http://app{question.target}", encoded=True),
            headers=headers,
            data=question.upload.chunks() if question.upload is not None else None,
            allow_redirects=False,
            timeout=aiohttp.ClientTimeout(
                total=SHARED_TIME if question.shared else None, connect=10, sock_connect=2, sock_read=SILENCE
            ),
        )

    def _gone(self, words: str) -> AppAway:
        # Once, not for every reader who comes meanwhile.
        log.log(logging.DEBUG if self._away else logging.WARNING, "%s", words)
        self._away = True
        return AppAway(words)

    def _back(self) -> None:
        if self._away:
            log.warning("The app answers again.")
        self._away = False

    def _session(self, *, force_close: bool) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=aiohttp.UnixConnector(self._socket, force_close=force_close),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            skip_auto_headers=OUR_OWN_HEADERS,
            max_line_size=LONGEST_LINE,
            max_field_size=LONGEST_LINE,
        )
