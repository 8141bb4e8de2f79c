"""How what processors say becomes transfers: facts that merge in any order, and the entries they justify.

Pure judgement, no Django. A processor's event is read as *claims*: about one object (a payment, a checkout, a
subscription) something is so. Claims are merged into *facts* by rank, so that neither their order nor their repetition
matters. The facts of an object then justify *entries*, each with a name that is unique for the object.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from standfirst.contributions.money import Money

LONGEST_NAME = 120
# Far above any contribution, far below what a database column holds.
MOST_MINOR = 10**15


class Kind(StrEnum):
    """The objects that processors keep and tell about."""

    CHECKOUT = "checkout"
    PAYMENT = "payment"
    SUBSCRIPTION = "subscription"


class Account(StrEnum):
    """Where money is, comes from or goes to. What came in by a transfer less what went out is an account's balance."""

    INCOME = "income"
    PROCESSOR = "processor"
    FEES = "fees"


# A state further along its ladder is never left for one before it: a late failure does not undo a success.
LADDERS = {
    Kind.CHECKOUT: ("cancelled", "completed"),
    Kind.PAYMENT: ("processing", "failed", "succeeded"),
    Kind.SUBSCRIPTION: ("active",),
}


class Disagreement(Exception):
    """Two events say different things where only one can be true. Nothing is guessed; a person looks."""


class UnreadableClaim(Exception):
    """An event of a kind we know does not say what such an event says."""


@dataclass(frozen=True)
class Claim:
    """About one object, `name` is `value` (of JSON types). A higher rank outweighs a lower one."""

    kind: Kind
    object_id: str
    name: str
    value: Any
    rank: int = 0

    def __post_init__(self) -> None:
        _check_name(self.object_id)


@dataclass(frozen=True)
class Known:
    """A fact: the weightiest claim so far."""

    value: Any
    rank: int


@dataclass(frozen=True)
class Entry:
    """A transfer that the facts of an object justify."""

    name: str
    from_account: Account
    to_account: Account
    money: Money
    occurred_at: datetime


def state_claim(kind: Kind, object_id: str, state: str) -> Claim:
    """The object has reached `state` of its ladder."""
    return Claim(kind, object_id, "state", state, LADDERS[kind].index(state))


def pledge_claim(kind: Kind, object_id: str, reference: str) -> Claim:
    """The object belongs to the pledge with this reference."""
    _check_name(reference)
    return Claim(kind, object_id, "pledge", reference)


def settled_claim(payment_id: str, money: Money, at: datetime) -> Claim:
    """So much was taken from the reader, at this moment. What was pledged does not matter to the books; this does."""
    value = {"amount": money.minor, "currency": money.currency, "at": at.isoformat()}
    _moment(value)
    _money(value)
    return Claim(Kind.PAYMENT, payment_id, "settled", value)


def fee_claim(payment_id: str, money: Money) -> Claim:
    """The processor keeps so much of the payment."""
    value = {"amount": money.minor, "currency": money.currency}
    _money(value)
    return Claim(Kind.PAYMENT, payment_id, "fee", value)


def merge(known: Known | None, claim: Claim) -> Known:
    """The fact after one more claim. Raises Disagreement where two claims of one rank differ."""
    if known is None or claim.rank > known.rank:
        return Known(claim.value, claim.rank)
    if claim.rank == known.rank and claim.value != known.value:
        raise Disagreement(
            f"{claim.kind} {claim.object_id}: {claim.name} is {known.value!r}, and now {claim.value!r} is said"
        )
    return known


def merge_all(claims: Iterable[Claim]) -> dict[tuple[Kind, str], dict[str, Known]]:
    """All facts of all objects that a set of claims gives, in whatever order it comes."""
    facts: dict[tuple[Kind, str], dict[str, Known]] = {}
    for claim in claims:
        of_object = facts.setdefault((claim.kind, claim.object_id), {})
        of_object[claim.name] = merge(of_object.get(claim.name), claim)
    return facts


def entries_for(kind: str, facts: Mapping[str, Any]) -> list[Entry]:
    """The entries that an object's facts (name to value) justify so far; more facts only ever add to them.

    Nothing is entered before it is known which pledge the money belongs to. Raises UnreadableClaim.
    """
    if kind != Kind.PAYMENT or "settled" not in facts or "pledge" not in facts:
        return []
    taken = _money(facts["settled"])
    at = _moment(facts["settled"])
    entries = [Entry("settled", Account.INCOME, Account.PROCESSOR, taken, at)]
    if "fee" in facts:
        fee = _money(facts["fee"])
        if fee.minor:
            entries.append(Entry("fee", Account.PROCESSOR, Account.FEES, fee, at))
    return entries


def _money(value: Mapping[str, Any]) -> Money:
    try:
        money = Money(value["amount"], value["currency"])
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableClaim(f"not an amount: {value!r}") from error
    if not 0 <= money.minor <= MOST_MINOR:
        raise UnreadableClaim(f"not an amount that anybody pays: {value!r}")
    return money


def _moment(value: Mapping[str, Any]) -> datetime:
    try:
        moment = datetime.fromisoformat(value["at"])
        if moment.tzinfo is None:
            raise UnreadableClaim(f"a moment without its zone: {value!r}")
        return moment.astimezone(UTC)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise UnreadableClaim(f"not a moment: {value!r}") from error


def _check_name(name: object) -> None:
    """What processors call their things, and what we call our pledges, is short and printable."""
    if not (isinstance(name, str) and 0 < len(name) <= LONGEST_NAME and name.isprintable()):
        raise UnreadableClaim(f"not a name: {name!r:.200}")
