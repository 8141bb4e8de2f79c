"""Reads of the contributions desk: what is offered, how a pledge stands, what the accounts hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Sum

from standfirst.contributions.bookkeeping import Account, Kind
from standfirst.contributions.models import Ask, Fact, Pledge, Transfer
from standfirst.contributions.money import Money

# Offered while no ask is in force.
PLAIN_OFFER = (Money(500, "EUR"), Money(1_000, "EUR"), Money(2_500, "EUR"), Money(5_000, "EUR"))


class PledgeState(StrEnum):
    """How a pledge stands, from the books: nothing about it is stored."""

    WAITING = "waiting"
    PAID = "paid"
    DECLINED = "declined"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Balance:
    """What came into an account less what went out. Readers' money comes out of `income`, so that one is negative."""

    book: str
    account: Account
    money: Money


def offered_amounts() -> Sequence[Money]:
    """The suggestions of the ask in force, smallest first, all of one currency; never empty."""
    ask = Ask.objects.in_force()
    return ask.suggestions() if ask else PLAIN_OFFER


def pledge_state(pledge: Pledge) -> PledgeState:
    """Paid once the ledger has income for it, whatever else happened before or after."""
    if contributed(pledge):
        return PledgeState.PAID
    states = dict(Fact.objects.filter(about__pledge=pledge, name="state").values_list("about__kind", "value"))
    if states.get(Kind.CHECKOUT) == "cancelled":
        return PledgeState.CANCELLED
    if states.get(Kind.PAYMENT) == "failed":
        return PledgeState.DECLINED
    return PledgeState.WAITING


def contributed(pledge: Pledge) -> list[Money]:
    """What the reader has given under this pledge, from the ledger, oldest first."""
    lines = Transfer.objects.filter(pledge=pledge, from_account=Account.INCOME).order_by("occurred_at", "pk")
    return [line.money for line in lines]


def balances() -> list[Balance]:
    """Every account that has ever been used, by book, currency and account."""
    held: Counter[tuple[str, str, str]] = Counter()
    for direction, sign in (("to_account", 1), ("from_account", -1)):
        sums = Transfer.objects.values("book", "currency", direction).annotate(sum=Sum("amount_minor"))
        for row in sums.order_by():
            held[row["book"], row["currency"], row[direction]] += sign * row["sum"]
    return [
        Balance(book, Account(account), Money(minor, currency))
        for (book, currency, account), minor in sorted(held.items())
    ]
