"""Events become transfers and receipts: in any order, any number of times, with one result, and nothing lost."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standfirst.accounts.models import Letter
from standfirst.contributions.actions import applying
from standfirst.contributions.actions.applying import apply_event, apply_waiting
from standfirst.contributions.actions.delivering import deliver_again, deliver_said
from standfirst.contributions.models import Fact, Interval, ProcessorEvent, Said, Transfer
from standfirst.contributions.processors.double.checkout import Button
from standfirst.contributions.queries import PledgeState, contributed, pledge_state
from standfirst.contributions.tests.factories import (
    NOON,
    deliver,
    euros,
    lines,
    make_paid,
    make_pledge,
    press_button,
    receive,
)
from tests.chance import few_examples

pytestmark = pytest.mark.django_db

A_MINUTE_LATER = NOON + timedelta(minutes=1)


def test_a_paid_pledge_is_income_less_the_fee_and_one_receipt() -> None:
    pledge = make_paid(euros(25))
    assert [line[1:] for line in lines()] == [
        ("processor", "fees", 60, "EUR"),
        ("income", "processor", 2500, "EUR"),
    ]
    assert contributed(pledge) == [euros(25)]
    assert pledge_state(pledge) == PledgeState.PAID
    letter = Letter.objects.get()
    assert letter.recipient == "niamh@readers.example"
    assert "€25.00" in letter.text
    assert "no money moved" in letter.text
    assert pledge.reference in letter.text


@settings(
    max_examples=few_examples(4),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)
@given(st.data())
def test_any_order_and_any_repetition_give_one_ledger_and_one_receipt(data: st.DataObject) -> None:
    with transaction.atomic():
        buttons = data.draw(st.sampled_from([(Button.PAY,), (Button.DECLINE, Button.PAY)]))
        interval = data.draw(st.sampled_from([Interval.ONCE, Interval.MONTHLY]))
        pledges = [make_pledge(euros(whole), interval) for whole in data.draw(st.lists(st.integers(1, 99), max_size=3))]
        said = [one for pledge in pledges for one in press_button(pledge, *buttons)]
        repeats = data.draw(st.lists(st.sampled_from(said), max_size=5)) if said else []
        deliver(data.draw(st.permutations(said + repeats)))
        assert sorted(line[3] for line in lines() if line[1] == "income") == sorted(p.amount_minor for p in pledges)
        assert len(lines()) == 2 * len(pledges)
        assert Letter.objects.count() == len(pledges)
        assert all(pledge_state(pledge) == PledgeState.PAID for pledge in pledges)
        transaction.set_rollback(True)


def test_all_orders_of_one_payment_give_the_same_lines() -> None:
    said = press_button(make_pledge(), Button.PAY)
    seen = set()
    for order in permutations(said):
        with transaction.atomic():
            deliver(order)
            seen.add(tuple(lines()))
            transaction.set_rollback(True)
    assert len(seen) == 1


def test_the_fee_alone_waits_for_the_payment_it_belongs_to() -> None:
    said = {json.loads(one.body)["type"]: one for one in press_button(make_pledge(), Button.PAY)}
    deliver([said["fee.known"]])
    assert lines() == []
    deliver([said["payment.succeeded"]])
    assert len(lines()) == 2


def test_a_declined_card_is_no_income_and_no_receipt() -> None:
    pledge = make_pledge()
    deliver(press_button(pledge, Button.DECLINE))
    assert pledge_state(pledge) == PledgeState.DECLINED
    assert lines() == []
    assert not Letter.objects.exists()


def test_a_cancelled_checkout_is_told_as_such() -> None:
    pledge = make_pledge()
    assert pledge_state(pledge) == PledgeState.WAITING
    deliver(press_button(pledge, Button.DECLINE, Button.CANCEL))
    assert pledge_state(pledge) == PledgeState.CANCELLED


def test_the_books_take_what_was_settled_not_what_was_pledged() -> None:
    pledge = make_pledge(euros(25))
    receive_changed(press_button(pledge, Button.PAY)[1], amount=2400)
    apply_waiting(now=A_MINUTE_LATER)
    assert [money.minor for money in contributed(pledge)] == [2400]
    assert "€24.00" in Letter.objects.get().text


def receive_changed(said: Said, **changes: Any) -> ProcessorEvent:
    """The same event with another id, saying something else, genuinely signed."""
    event = json.loads(said.body)
    event["id"] += "_again"
    event["object"].update(changes)
    return receive(json.dumps(event).encode())


def test_two_amounts_for_one_payment_park_the_second() -> None:
    pledge = make_pledge()
    succeeded = press_button(pledge, Button.PAY)[1]
    deliver([succeeded])
    before = lines()
    event = receive_changed(succeeded, amount=9900)
    assert apply_event(event_id=event.pk, now=NOON) is False
    event.refresh_from_db()
    assert event.applied_at is None
    assert "Disagreement" in event.error
    assert lines() == before


@pytest.mark.parametrize(
    "odd",
    [
        {"reference": "NOBODYS"},
        {"reference": None},
        {"reference": "\x00"},
        {"amount": -5},
        {"amount": "2500"},
        {"amount": 2.5},
        {"amount": 10**40},
        {"currency": "XXX"},
        {"settled_at": "yesterday"},
        {"settled_at": "2026-11-20T12:00:00"},
    ],
)
def test_an_event_that_makes_no_sense_is_parked_and_changes_nothing(odd: dict[str, Any]) -> None:
    event = receive_changed(press_button(make_pledge(), Button.PAY)[1], **odd)
    apply_event(event_id=event.pk, now=NOON)
    event.refresh_from_db()
    assert event.error
    assert not Fact.objects.exists()
    assert not Transfer.objects.exists()


def test_an_event_that_beats_its_pledge_is_parked_and_applied_when_the_pledge_is_there() -> None:
    pledge = make_pledge()
    said = press_button(pledge, Button.PAY)[1]
    reference, pledge.reference = pledge.reference, "NOT-YET"
    pledge.save()
    event = receive(said.body.encode())
    assert apply_event(event_id=event.pk, now=NOON) is False
    pledge.reference = reference
    pledge.save()
    assert apply_waiting(now=NOON + timedelta(seconds=30)) == 0
    assert apply_waiting(now=A_MINUTE_LATER) == 1
    event.refresh_from_db()
    assert (event.error, event.attempts) == ("", 1)
    assert pledge_state(pledge) == PledgeState.PAID


def test_a_parked_event_is_tried_ever_more_seldom() -> None:
    event = receive_changed(press_button(make_pledge(), Button.PAY)[1], reference="NOBODYS")
    for _ in range(12):
        event.refresh_from_db()
        apply_waiting(now=event.next_try_at)
    last = event.next_try_at
    event.refresh_from_db()
    assert event.next_try_at - last == timedelta(hours=6)


def test_a_fault_of_ours_leaves_the_event_and_does_not_hold_up_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (receive(press_button(make_pledge(), Button.PAY)[1].body.encode()) for _ in range(2))
    enter = applying._enter

    def stumble(event: ProcessorEvent, **rest: Any) -> None:
        if event == first:
            raise RuntimeError("stumbled")
        enter(event, **rest)

    monkeypatch.setattr(applying, "_enter", stumble)
    assert apply_waiting(now=A_MINUTE_LATER) == 1
    monkeypatch.undo()
    assert apply_waiting(now=A_MINUTE_LATER + timedelta(minutes=1)) == 1
    assert Transfer.objects.count() == 2
    second.refresh_from_db()
    assert second.attempts == 0


@pytest.mark.parametrize("statement", ["_merged", "_connected", "transfer", "send_receipt", "announce"])
def test_a_crash_while_applying_changes_nothing_and_the_next_try_makes_it_whole(
    statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = receive(press_button(make_pledge(), Button.PAY)[1].body.encode())

    def crash(*args: Any, **kwargs: Any) -> None:
        raise SystemError("killed")

    monkeypatch.setattr(applying, statement, crash)
    with pytest.raises(SystemError), transaction.atomic():
        apply_event(event_id=event.pk, now=NOON)
    assert not Fact.objects.exists()
    assert not Transfer.objects.exists()
    assert not Letter.objects.exists()
    monkeypatch.undo()
    assert apply_event(event_id=event.pk, now=NOON) is True
    assert (Transfer.objects.count(), Letter.objects.count()) == (1, 1)


def test_what_the_double_said_while_nobody_listened_is_delivered_again() -> None:
    said = press_button(make_pledge(), Button.PAY)
    assert deliver_again(now=said[0].said_at) == 0
    later = said[0].said_at + timedelta(minutes=2)
    assert deliver_again(now=later) == len(said)
    assert deliver_again(now=later) == 0
    assert apply_waiting(now=later + timedelta(minutes=1)) == len(said)


def test_delivering_twice_is_receiving_once() -> None:
    [said, *_] = press_button(make_pledge(), Button.PAY)
    deliver_said(said_id=said.pk, now=NOON)
    deliver_said(said_id=said.pk, now=NOON)
    assert ProcessorEvent.objects.count() == 1
