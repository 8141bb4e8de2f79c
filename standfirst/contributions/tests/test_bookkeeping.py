"""Facts merge in any order and any number, with one result; a clash is never guessed away."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.contributions.bookkeeping import (
    Account,
    Claim,
    Disagreement,
    Entry,
    Kind,
    UnreadableClaim,
    entries_for,
    fee_claim,
    merge_all,
    pledge_claim,
    settled_claim,
    state_claim,
)
from standfirst.contributions.money import Money

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def life_of_a_payment(number: int, minor: int, fee: int, end: str) -> list[Claim]:
    """All that a processor says about one payment, in the true order."""
    name = f"pay_{number}"
    claims = [
        state_claim(Kind.PAYMENT, name, "processing"),
        pledge_claim(Kind.PAYMENT, name, f"PLEDGE{number}"),
        state_claim(Kind.PAYMENT, name, "failed"),
    ]
    if end == "succeeded":
        claims += [
            state_claim(Kind.PAYMENT, name, "succeeded"),
            settled_claim(name, Money(minor, "EUR"), NOON),
            fee_claim(name, Money(fee, "EUR")),
        ]
    return claims


@st.composite
def histories(draw: st.DrawFn) -> list[Claim]:
    claims: list[Claim] = []
    for number in range(draw(st.integers(1, 4))):
        minor = draw(st.integers(1, 10**7))
        end = draw(st.sampled_from(["failed", "succeeded"]))
        claims += life_of_a_payment(number, minor, draw(st.integers(0, minor)), end)
    return claims


def books(claims: list[Claim]) -> dict[tuple[Kind, str], list[Entry]]:
    facts = merge_all(claims)
    return {
        thing: entries_for(thing[0], {name: known.value for name, known in of_thing.items()})
        for thing, of_thing in facts.items()
    }


@given(histories(), st.data())
def test_any_order_and_any_repetition_give_the_same_books(history: list[Claim], data: st.DataObject) -> None:
    repeated = history + data.draw(st.lists(st.sampled_from(history)))
    shuffled = data.draw(st.permutations(repeated))
    assert merge_all(shuffled) == merge_all(history)
    assert books(shuffled) == books(history)


@given(histories(), st.data())
def test_a_part_of_a_history_never_books_more_than_the_whole(history: list[Claim], data: st.DataObject) -> None:
    part = data.draw(st.lists(st.sampled_from(history), unique_by=id))
    whole = books(history)
    for thing, entries in books(part).items():
        assert all(entry in whole[thing] for entry in entries)


def test_a_late_failure_does_not_undo_a_success() -> None:
    for order in permutations(life_of_a_payment(1, 2500, 60, "succeeded")):
        assert merge_all(order)[Kind.PAYMENT, "pay_1"]["state"].value == "succeeded"


def test_a_settled_payment_is_income_less_the_fee() -> None:
    entries = books(life_of_a_payment(1, 2500, 60, "succeeded"))[Kind.PAYMENT, "pay_1"]
    assert entries == [
        Entry("settled", Account.INCOME, Account.PROCESSOR, Money(2500, "EUR"), NOON),
        Entry("fee", Account.PROCESSOR, Account.FEES, Money(60, "EUR"), NOON),
    ]


def test_a_failed_payment_is_nothing() -> None:
    assert books(life_of_a_payment(1, 2500, 60, "failed"))[Kind.PAYMENT, "pay_1"] == []


def test_a_free_payment_has_no_fee() -> None:
    entries = books(life_of_a_payment(1, 2500, 0, "succeeded"))[Kind.PAYMENT, "pay_1"]
    assert [entry.name for entry in entries] == ["settled"]


def test_two_amounts_for_one_payment_are_a_disagreement() -> None:
    with pytest.raises(Disagreement, match="pay_1"):
        merge_all([settled_claim("pay_1", Money(minor, "EUR"), NOON) for minor in (2500, 2600)])


@pytest.mark.parametrize(
    "settled",
    [
        {"amount": -1, "currency": "EUR", "at": NOON.isoformat()},
        {"amount": 1.5, "currency": "EUR", "at": NOON.isoformat()},
        {"amount": 5, "currency": "EUX", "at": NOON.isoformat()},
        {"currency": "EUR", "at": NOON.isoformat()},
        {"amount": 5, "currency": "EUR"},
        {"amount": 5, "currency": "EUR", "at": "noon"},
        {"amount": 5, "currency": "EUR", "at": "2026-11-20T12:00:00"},
    ],
)
def test_odd_money_is_refused(settled: dict[str, Any]) -> None:
    with pytest.raises(UnreadableClaim):
        entries_for(Kind.PAYMENT, {"settled": settled, "pledge": "P"})
