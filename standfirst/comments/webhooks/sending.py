"""Carrying messages to their addresses, several at a time, each within ten seconds or not at all."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from standfirst.stories.embedding.answers import plain
from standfirst.stories.embedding.reaching import Heard, Manners, Messenger, Unreachable

SECONDS = 10.0
MOST_BODY = 64 * 1024
LETTERS_KEPT = 500
LONGEST_ADDRESS = 500
THIS_MACHINE = ("127.0.0.1", "localhost")


class BadAddress(ValueError):
    """Nothing is ever sent to such an address."""


@dataclass(frozen=True)
class Message:
    """What goes where: the exact bytes and all headers."""

    address: str
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Outcome:
    """What came of it. `status` is nought where nobody answered, and `trouble` then says why; `words` is the answer."""

    status: int = 0
    words: str = ""
    trouble: str = ""

    @property
    def is_taken(self) -> bool:
        return 200 <= self.status < 300

    @property
    def is_unwanted(self) -> bool:
        """410 Gone: whoever is there asks for no more."""
        return self.status == 410


def _is_this_machine(address: str) -> bool:
    return ipaddress.ip_address(address).is_loopback


def manners_for(address: str, *, this_machine: bool) -> Manners:
    """How `address` may be reached: by https and at public addresses; on this machine only where that is switched on.

    Raise BadAddress for what is never asked. Where a name leads is judged when something is sent.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise BadAddress(address) from error
    name = parts.hostname or ""
    is_plain = address.isascii() and not any(letter.isspace() or letter < " " for letter in address)
    if len(address) > LONGEST_ADDRESS or not is_plain or "@" in parts.netloc or parts.fragment:
        raise BadAddress(address)
    if this_machine and name in THIS_MACHINE and parts.scheme in {"http", "https"}:
        return Manners(
            allows=_is_this_machine, schemes=("http", "https"), ports=range(1, 65536), bare_names=THIS_MACHINE
        )
    is_named = "." in name and ":" not in name and not name.rsplit(".", 1)[-1][:1].isdigit()
    if parts.scheme != "https" or port not in {None, 443} or not is_named:
        raise BadAddress(address)
    return Manners()


def send(
    messages: Sequence[Message], *, this_machine: bool, manners: Manners | None = None, seconds: float = SECONDS
) -> list[Outcome]:
    """Send all at once, and say of each what came of it. Never raises for what the other side does."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(_send_all(messages, this_machine, manners, seconds))
    finally:
        # Not `asyncio.run`: that would wait for a look-up of a name that hangs, long after we have given it up.
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


async def _send_all(
    messages: Sequence[Message], this_machine: bool, manners: Manners | None, seconds: float
) -> list[Outcome]:
    return await asyncio.gather(*(_send(one, this_machine, manners, seconds) for one in messages))


async def _send(message: Message, this_machine: bool, manners: Manners | None, seconds: float) -> Outcome:
    try:
        manners = manners or manners_for(message.address, this_machine=this_machine)
        async with Messenger(manners) as messenger:
            heard = await messenger.tell(
                message.address,
                body=message.body,
                headers=message.headers,
                most=MOST_BODY,
                seconds=seconds,
            )
    except TimeoutError:
        return Outcome(trouble=f"no answer within {seconds:g} seconds")
    except BadAddress:
        return Outcome(trouble="an address that is not asked")
    except Unreachable as unreachable:
        return Outcome(trouble=str(unreachable))
    return Outcome(status=heard.status, words=_words(heard), trouble=_trouble(heard.status))


def _words(heard: Heard) -> str:
    return plain(heard.body.decode("utf-8", "replace"))[:LETTERS_KEPT]


def _trouble(status: int) -> str:
    if 200 <= status < 300:
        return ""
    if 300 <= status < 400:
        return f"answered with {status}; redirects are not followed"
    return f"answered with {status}"
