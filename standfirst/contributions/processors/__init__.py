"""What we ask of a processor: the words of the interface, its few verbs, its refusals.

A processor takes the reader's money on a page of its own and tells us afterwards, in signed events that may come late,
twice and in any order. A new one is one file that fulfils `Processor`, and one line in `roster.py`.

Verbs that will join the interface together with their first caller: cancel, change amount, refund, fetch one object,
list events since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from standfirst.contributions.bookkeeping import Claim
from standfirst.contributions.money import Money


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a reader wants to give. `reference` is the pledge's, and makes starting it twice start it once."""

    reference: str
    money: Money
    interval: str
    email: str
    return_url: str


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """What is read from an event before it is stored: whose it is, which one, of what kind."""

    account: str
    event_id: str
    kind: str


class EventRefused(Exception):
    """The event is not from this processor, not for us, or not readable; it is not stored."""


class BadSignature(EventRefused):
    """The signature is missing, wrong or too old."""


class ForeignAccount(EventRefused):
    """The event is about somebody else's account."""


class UnreadableEvent(EventRefused):
    """The body is not an event."""


class ProcessorAway(Exception):
    """The processor could not be reached or refused to start; nothing was charged."""


class Processor(Protocol):
    """One processor in one book: its test mode is another processor, in the demo book."""

    @property
    def name(self) -> str:
        """Short and lasting: it stands in the books and in the webhook's address."""

    @property
    def book(self) -> str:
        """`live`, or `demo` where no money moves. The two never mix."""

    @property
    def signature_header(self) -> str:
        """The HTTP header that carries an event's signature."""

    def start(self, *, order: Order, now: datetime) -> str:
        """The address of a checkout page for this order; the same for the same reference. Raises ProcessorAway."""

    def verify(self, *, body: bytes, signature: str, now: datetime) -> Envelope:
        """The envelope of a genuine event. Raises EventRefused."""

    def claims(self, *, body: bytes) -> list[Claim]:
        """What a genuine event says, in our words; nothing for kinds we don't use. Raises UnreadableEvent."""
