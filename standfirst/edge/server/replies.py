"""Sends answers to the client: the app's as it came, or words of our own when there is none."""

from __future__ import annotations

import logging
from pathlib import Path

from standfirst.edge.server.origin import Answer, AppAway
from standfirst.edge.server.rsgi import HeaderList, Scope, Stream, Wire

log = logging.getLogger("standfirst.edge")

WITHOUT_BODY = {204, 205, 304}
SENT_WHOLE = 1024 * 1024
"""An answer up to this size is sent only once it is complete, so that one that breaks off becomes a clear 503."""
AWAY_HEADERS: HeaderList = [
    ("content-type", "text/html; charset=utf-8"),
    ("cache-control", "no-store"),
    ("retry-after", "2"),
    ("x-content-type-options", "nosniff"),
    ("content-security-policy", "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'"),
]
AWAY_WORDS = (
    "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
    "<title>Back in a moment</title><h1>Back in a moment</h1>"
    "<p>The page can’t be shown right now. Please try again in a few seconds.</p></html>"
)


def send_words(scope: Scope, wire: Wire, status: int, words: str, *, extra: HeaderList | None = None) -> None:
    """A plain line of text."""
    body = f"{words}\n".encode()
    headers = [
        ("content-type", "text/plain; charset=utf-8"),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("content-length", str(len(body))),
        *(extra or []),
    ]
    _send_whole(scope, wire, status, headers, body)


def send_away(scope: Scope, wire: Wire, static_root: Path) -> None:
    """The app is away and no older copy is held: 503 with the paper's face, or a plain one before that was built."""
    try:
        body = (static_root / "errors" / "503.html").read_bytes()
    except OSError:
        body = AWAY_WORDS.encode()
    _send_whole(scope, wire, 503, [*AWAY_HEADERS, ("content-length", str(len(body)))], body)


async def relay(scope: Scope, wire: Wire, answer: Answer) -> None:
    """Hand the app's answer on and close it. Raise `AppAway` only while nothing has been sent."""
    headers = [*answer.headers, ("edge-cache", "pass")]
    length = [] if answer.length is None else [("content-length", str(answer.length))]
    try:
        if scope.method == "HEAD" or answer.status in WITHOUT_BODY:
            wire.response_empty(answer.status, headers if answer.status in WITHOUT_BODY else headers + length)
            return
        body = await answer.read_up_to(SENT_WHOLE)
        if body is not None:
            wire.response_bytes(answer.status, [*headers, ("content-length", str(len(body)))], body)
            return
        await _pour(answer, wire.response_stream(answer.status, headers + length))
    finally:
        answer.close()


async def _pour(answer: Answer, stream: Stream) -> None:
    try:
        async for chunk in answer.chunks():
            await stream.send_bytes(chunk)
    except AppAway as error:
        # Too late for other words: an announced length tells the client that something is missing.
        log.warning("%s", error)
    except RuntimeError:
        log.debug("A reader left before the end of the answer.")
    finally:
        # The answer ends when nobody refers to its stream any more, and the log may keep the error with this frame.
        del stream


def _send_whole(scope: Scope, wire: Wire, status: int, headers: HeaderList, body: bytes) -> None:
    if scope.method == "HEAD":
        wire.response_empty(status, headers)
    else:
        wire.response_bytes(status, headers, body)
