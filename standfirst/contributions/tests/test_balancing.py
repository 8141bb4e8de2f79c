"""`standfirst books --check`: silent while the books agree, and exact about what does not."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from standfirst.contributions.actions.balancing import check_books
from standfirst.contributions.actions.ledger import transfer
from standfirst.contributions.bookkeeping import Account
from standfirst.contributions.models import Fact, Pledge
from standfirst.contributions.processors.double.checkout import Button
from standfirst.contributions.tests.factories import (
    NOON,
    deliver,
    euros,
    make_paid,
    make_pledge,
    press_button,
    receive,
)

pytestmark = pytest.mark.django_db


def words() -> str:
    return "\n".join(difference.what for difference in check_books())


def test_books_agree_after_payments_refusals_and_cancellations() -> None:
    make_paid(euros(25))
    make_paid(euros(10))
    deliver(press_button(make_pledge(), Button.DECLINE))
    deliver(press_button(make_pledge(), Button.CANCEL))
    assert check_books() == []


def test_empty_books_agree() -> None:
    assert check_books() == []


def test_money_that_nobody_paid_is_named() -> None:
    make_paid(euros(25))
    transfer(
        cause="double:demo:payment:pay_x:settled",
        book="demo",
        from_account=Account.INCOME,
        to_account=Account.PROCESSOR,
        money=euros(7),
        occurred_at=NOON,
        now=NOON,
    )
    assert "double:demo:payment:pay_x:settled: the ledger has €7.00 from income to processor" in words()
    assert "2500 EUR minor units were settled, 3200 are income" in words()


def test_a_payment_that_is_not_in_the_ledger_is_named() -> None:
    make_paid(euros(25))
    payment = Fact.objects.get(name="settled")
    payment.value = {**payment.value, "amount": 2600}
    payment.save()
    assert "the ledger has €25.00 from income to processor in the demo book, due is €26.00" in words()
    stray = Fact.objects.get(name="settled").about
    stray.pk = None
    stray.object_id = "pay_lost"
    stray.save()
    for name, value in (("settled", payment.value), ("pledge", Pledge.objects.get().reference)):
        Fact.objects.create(about=stray, name=name, value=value, rank=0)
    assert "double:demo:payment:pay_lost:settled: €26.00 is due and not in the ledger" in words()


def test_a_fact_that_is_no_money_is_named() -> None:
    make_paid()
    Fact.objects.filter(name="settled").update(value={"amount": 25, "currency": "EUR", "at": "noon"})
    assert "not a moment" in words()


def test_an_overdrawn_account_is_named() -> None:
    transfer(
        cause="by-hand",
        book="live",
        from_account=Account.PROCESSOR,
        to_account=Account.FEES,
        money=euros(7),
        occurred_at=NOON,
        now=NOON,
    )
    assert "live book: account processor stands at -€7.00" in words()


def test_a_parked_event_is_named() -> None:
    pledge = make_pledge()
    said = press_button(pledge, Button.PAY)
    Pledge.objects.update(reference="OTHER")
    deliver(said)
    assert "is parked: UnknownPledge" in words()


def test_the_command_ends_with_an_error_only_where_something_differs() -> None:
    make_paid(euros(25))
    out = StringIO()
    call_command("books", "--check", stdout=out)
    assert "The books agree to the cent." in out.getvalue()
    assert "€24.40" in out.getvalue()
    Fact.objects.filter(name="settled").update(value={"amount": 1, "currency": "EUR", "at": NOON.isoformat()})
    errors = StringIO()
    with pytest.raises(CommandError, match="do not agree"):
        call_command("books", "--check", stdout=StringIO(), stderr=errors)
    assert "due is €0.01" in errors.getvalue()


def test_the_command_says_what_still_waits_and_shows_balances_without_judging() -> None:
    make_paid(euros(25))
    receive(press_button(make_pledge(), Button.PAY)[0].body.encode())
    out = StringIO()
    call_command("books", "--check", stdout=out)
    assert "1 event(s) still wait." in out.getvalue()
    call_command("books", stdout=StringIO())
