"""Fetching what a host says about a piece, and its picture, within a few seconds or not at all."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from standfirst.stories.embedding.addresses import Piece
from standfirst.stories.embedding.answers import Answer, BadAnswer, read_answer
from standfirst.stories.embedding.pictures import BadPicture, Redrawn, redraw
from standfirst.stories.embedding.reaching import Manners, Messenger, Unreachable

# Scheduled stories share the worker, look for their minute every two seconds, and must fire within five.
SECONDS = 3.0
MOST_JSON = 1024 * 1024
MOST_PICTURE = 5 * 1024 * 1024
JSON_TYPES = ("application/json", "text/json", "application/json+oembed")
PICTURE_TYPES = ("image/jpeg", "image/png", "image/webp", "image/gif")


@dataclass(frozen=True)
class Fetched:
    """What was brought home. `reason` says in words why there is no answer; a missing picture alone is no failure."""

    answer: Answer | None
    picture: Redrawn | None
    reason: str = ""


def fetch(piece: Piece, *, manners: Manners | None = None, seconds: float = SECONDS) -> Fetched:
    """Ask about `piece`. Never raises for what the other side does, and returns after `seconds` at the latest."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(_fetch(piece, manners or Manners(), seconds))
    finally:
        # Not `asyncio.run`: that would wait for a look-up of a name that hangs, long after we have given it up.
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


async def _fetch(piece: Piece, manners: Manners, seconds: float) -> Fetched:
    answer: Answer | None = None
    picture: Redrawn | None = None
    try:
        async with asyncio.timeout(seconds), Messenger(manners) as messenger:
            reply = await messenger.ask(piece.question, types=JSON_TYPES, most=MOST_JSON)
            answer = read_answer(reply.body)
            if answer.picture_address:
                picture = await _picture(messenger, answer.picture_address)
    except TimeoutError:
        return Fetched(answer, picture, "" if answer else "no answer in time")
    except (Unreachable, BadAnswer) as error:
        return Fetched(None, None, str(error))
    return Fetched(answer, picture)


async def _picture(messenger: Messenger, address: str) -> Redrawn | None:
    """A picture that can't be had is left out; the words are what matters."""
    secure = (
        f"https://{address[7:]}"
        if address.startswith("http://") and "http" not in messenger.manners.schemes
        else address
    )
    try:
        reply = await messenger.ask(secure, types=PICTURE_TYPES, most=MOST_PICTURE)
        return redraw(reply.body)
    except (Unreachable, BadPicture):
        return None
