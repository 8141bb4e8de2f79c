"""Comparing the ledger with the facts it follows from. A difference is a fault; nothing here mends it quietly."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from standfirst.contributions.actions.applying import cause_of
from standfirst.contributions.bookkeeping import Account, UnreadableClaim, entries_for
from standfirst.contributions.models import Fact, ProcessorEvent, ProcessorObject, Transfer
from standfirst.contributions.money import Money
from standfirst.contributions.queries import balances

# What identifies a line's money: book, from, to, amount, currency.
Line = tuple[str, str, str, int, str]


@dataclass(frozen=True)
class Difference:
    """One thing that does not agree, in words for the person who keeps the accounts."""

    what: str


@transaction.atomic
def check_books() -> list[Difference]:
    """Everything that does not agree; an empty list means that the books agree to the cent."""
    return [*_lines_that_differ(), *_sums_that_differ(), *_overdrawn(), *_parked()]


def _lines_that_differ() -> Iterator[Difference]:
    """Each settled payment has its transfers, and no transfer is there without one."""
    written = {line.cause: _line(line) for line in Transfer.objects.order_by("pk").iterator(chunk_size=2000)}
    for thing, facts in _objects():
        try:
            entries = entries_for(thing.kind, facts)
        except UnreadableClaim as problem:
            yield Difference(f"{thing}: {problem}")
            continue
        for entry in entries:
            cause = cause_of(thing, entry.name)
            due = (thing.book, entry.from_account, entry.to_account, entry.money.minor, entry.money.currency)
            found = written.pop(cause, None)
            if found is None:
                yield Difference(f"{cause}: {entry.money} is due and not in the ledger")
            elif found != due:
                yield Difference(f"{cause}: the ledger has {_words(found)}, due is {_words(due)}")
    for cause, line in written.items():
        yield Difference(f"{cause}: the ledger has {_words(line)}, and no payment says so")


def _objects() -> Iterator[tuple[ProcessorObject, dict[str, object]]]:
    for thing in ProcessorObject.objects.prefetch_related("facts").order_by("pk").iterator(chunk_size=2000):
        yield thing, {fact.name: fact.value for fact in thing.facts.all()}


def _sums_that_differ() -> Iterator[Difference]:
    """All income of a currency is all that was settled in it, added up independently of the single lines."""
    settled: Counter[tuple[str, str]] = Counter()
    known = Fact.objects.filter(name="settled", about__pledge__isnull=False).select_related("about")
    for fact in known.iterator(chunk_size=2000):
        settled[fact.about.book, str(fact.value.get("currency"))] += fact.value.get("amount", 0)
    income: defaultdict[tuple[str, str], int] = defaultdict(int)
    for balance in balances():
        if balance.account == Account.INCOME:
            income[balance.book, balance.money.currency] = -balance.money.minor
    for book, currency in sorted({*settled, *income}):
        if settled[book, currency] != income[book, currency]:
            yield Difference(
                f"{book} book: {settled[book, currency]} {currency} minor units were settled, "
                f"{income[book, currency]} are income"
            )


def _overdrawn() -> Iterator[Difference]:
    for balance in balances():
        if balance.account != Account.INCOME and balance.money.minor < 0:
            yield Difference(f"{balance.book} book: account {balance.account} stands at {balance.money}")


def _parked() -> Iterator[Difference]:
    for event in ProcessorEvent.objects.waiting().exclude(error="").order_by("pk"):
        yield Difference(f"event {event.event_id} of {event.processor} is parked: {event.error}")


def _line(line: Transfer) -> Line:
    return line.book, line.from_account, line.to_account, line.amount_minor, line.currency


def _words(line: Line) -> str:
    book, from_account, to_account, minor, currency = line
    return f"{Money(minor, currency)} from {from_account} to {to_account} in the {book} book"
