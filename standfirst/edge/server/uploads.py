"""Takes in the body of a request, whole, before the app hears of it.

A slow or broken upload then never holds one of the app's few threads, and the app never takes half a form for a whole
one: granian ends a broken body just like a complete one, so only the count tells.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from tempfile import SpooledTemporaryFile
from typing import Self

from standfirst.edge.server.forwarding import Refused
from standfirst.edge.server.rsgi import RequestHeaders, Wire

LARGEST_BODY = 30_000_000
IN_MEMORY = 256 * 1024
"""Bytes; a longer body waits in a temporary file."""
PIECE = 64 * 1024
SILENCE = 30.0
"""Seconds a client may take over its next piece."""


class Upload:
    """A complete request body of `length` bytes. It can be sent any number of times, one after the other."""

    def __init__(self, length: int) -> None:
        self.length = length
        # Closed by whoever asked for it, together with the answer.
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115

    @classmethod
    def of(cls, body: bytes) -> Self:
        """A body of our own."""
        upload = cls(len(body))
        upload._file.write(body)
        return upload

    @classmethod
    async def receive(cls, headers: RequestHeaders, wire: Wire) -> Self | None:
        """The body that the headers announce; None if they announce none. Raise `Refused` for one we don't take."""
        length = announced_length(headers)
        if length == 0:
            return None
        upload = cls(length)
        try:
            await upload._fill(wire)
        except BaseException:
            upload.close()
            raise
        return upload

    async def chunks(self) -> AsyncIterator[bytes]:
        self._file.seek(0)
        while piece := self._file.read(PIECE):
            yield piece

    def close(self) -> None:
        self._file.close()

    async def _fill(self, wire: Wire) -> None:
        received = 0
        pieces = wire.__aiter__()
        try:
            while True:
                async with asyncio.timeout(SILENCE):
                    # Not anext(pieces, None): its wrapper around granian's awaitable crashes the interpreter.
                    piece = await pieces.__anext__()
                received += len(piece)
                if received > self.length:
                    raise Refused(413, "The request is longer than it said.")
                self._file.write(piece)
        except StopAsyncIteration:
            pass
        except TimeoutError:
            raise Refused(408, "The request stopped in the middle.") from None
        if received < self.length:
            raise Refused(400, "The request broke off.")


def announced_length(headers: RequestHeaders) -> int:
    """Raise `Refused` for a length that is too great, or left open: there the end looks just like a break."""
    if "transfer-encoding" in headers:
        raise Refused(411, "The request doesn't say how long it is.")
    text = headers.get("content-length", "0")
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise Refused(400, "The request's length is no number.")
    if int(text) > LARGEST_BODY:
        raise Refused(413, "The request is larger than 30 MB.")
    return int(text)
