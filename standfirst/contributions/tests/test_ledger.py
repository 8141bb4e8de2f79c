"""The ledger only grows; a cause is written once; the database refuses everything else."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from standfirst.contributions.actions.ledger import transfer
from standfirst.contributions.bookkeeping import Account, Disagreement
from standfirst.contributions.models import Transfer
from standfirst.contributions.money import Money
from standfirst.contributions.queries import balances
from standfirst.contributions.tests.factories import NOON, euros, make_paid

pytestmark = pytest.mark.django_db


def move(**fields: Any) -> tuple[Transfer, bool]:
    line = {
        "cause": "bank:demo:payment:1:settled",
        "book": "demo",
        "from_account": Account.INCOME,
        "to_account": Account.PROCESSOR,
        "money": euros(5),
        "occurred_at": NOON,
        "now": NOON,
    }
    return transfer(**{**line, **fields})


def test_a_cause_is_written_once() -> None:
    first, is_new = move()
    again, is_new_again = move()
    assert (first, is_new, is_new_again) == (again, True, False)


@pytest.mark.parametrize(
    "other", [{"money": euros(6)}, {"money": Money(500, "GBP")}, {"to_account": Account.FEES}, {"book": "live"}]
)
def test_the_same_cause_with_other_money_is_a_disagreement(other: dict[str, Any]) -> None:
    move()
    with pytest.raises(Disagreement):
        move(**other)
    assert Transfer.objects.count() == 1


def test_no_line_is_changed_or_deleted() -> None:
    make_paid()
    for change in ({"amount_minor": 1}, {"to_account": "fees"}, {"cause": "other"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Transfer.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Transfer.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Transfer.objects.earliest("pk").delete()
    assert Transfer.objects.count() == 2


@pytest.mark.parametrize(
    "odd",
    [
        {"money": euros(0)},
        {"money": euros(-5)},
        {"from_account": Account.PROCESSOR},
        {"from_account": "pocket"},
        {"book": "other"},
        {"cause": "double:demo:payment:1:settled", "book": "live"},
    ],
)
def test_the_database_refuses_odd_lines(odd: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        move(**odd)


def test_an_unknown_currency_is_refused_by_the_database_too() -> None:
    line, _ = move()
    values = {field.attname: getattr(line, field.attname) for field in Transfer._meta.concrete_fields}
    with pytest.raises(DatabaseError), transaction.atomic():
        Transfer.objects.create(**{**values, "id": None, "cause": "other", "currency": "XXX"})


def test_balances_are_what_came_in_less_what_went_out() -> None:
    make_paid(euros(25))
    make_paid(euros(10))
    make_paid(Money(1500, "JPY"))
    held = {(one.account, one.money.currency): one.money.minor for one in balances()}
    assert held == {
        (Account.INCOME, "EUR"): -3500,
        (Account.PROCESSOR, "EUR"): 3500 - 60 - 39,
        (Account.FEES, "EUR"): 60 + 39,
        (Account.INCOME, "JPY"): -1500,
        (Account.PROCESSOR, "JPY"): 1500 - 46,
        (Account.FEES, "JPY"): 46,
    }
    assert sum(minor for (_, currency), minor in held.items() if currency == "EUR") == 0
