"""Pledges and what becomes of them, for tests: made, paid and told the way the double does it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django_tasks_db.models import DBTaskResult

from standfirst.contributions.actions.applying import apply_event
from standfirst.contributions.actions.asks import put_ask
from standfirst.contributions.actions.pledging import start_pledge
from standfirst.contributions.actions.receiving import receive_event
from standfirst.contributions.models import Ask, DoubleSession, Interval, Pledge, ProcessorEvent, Said, Transfer
from standfirst.contributions.money import Money
from standfirst.contributions.processors.double.checkout import Button, press
from standfirst.contributions.processors.double.processor import Double, signed

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def euros(whole: int) -> Money:
    return Money(whole * 100, "EUR")


def make_ask(**fields: Any) -> Ask:
    fields.setdefault("heading", "We need your help")
    fields.setdefault("words", "The harbour board meets on Tuesday, and we will be there.")
    fields.setdefault("amounts", [euros(5), euros(10), euros(25)])
    return put_ask(**fields)


def make_pledge(money: Money | None = None, interval: Interval = Interval.ONCE, **fields: Any) -> Pledge:
    """A pledge of Niamh's, its checkout open."""
    fields.setdefault("email", "niamh@readers.example")
    started = start_pledge(
        money=money or euros(25),
        interval=interval,
        return_url=lambda pledge: f"http://testserver/support/pledge/{pledge.reference}/thanks/",
        now=NOON,
        **fields,
    )
    return started.pledge


def checkout_of(pledge: Pledge) -> DoubleSession:
    return DoubleSession.objects.get(reference=pledge.reference)


def press_button(pledge: Pledge, *buttons: Button) -> list[Said]:
    """All that the double has said about this pledge, after these buttons were pressed; nothing is delivered yet."""
    session = checkout_of(pledge)
    for minutes, button in enumerate(buttons, start=1):
        press(token=session.token, button=button, now=NOON + timedelta(minutes=minutes))
    return list(session.said.order_by("id"))


def deliver(said: Iterable[Said], *, now: datetime = NOON) -> None:
    """Deliver and apply each event at once, in this order."""
    for one in said:
        apply_event(event_id=receive(one.body.encode(), now=now).pk, now=now)


def receive(body: bytes, *, now: datetime = NOON) -> ProcessorEvent:
    return receive_event(processor=Double.name, body=body, signature=signed(body, now=now), now=now)


def make_paid(money: Money | None = None, interval: Interval = Interval.ONCE, **fields: Any) -> Pledge:
    """A pledge that was paid, told and applied."""
    pledge = make_pledge(money, interval, **fields)
    deliver(press_button(pledge, Button.PAY))
    return pledge


def lines() -> list[tuple[str, str, str, int, str]]:
    """The ledger as it would be read out, without the moment of writing."""
    values = Transfer.objects.order_by("cause").values_list(
        "cause", "from_account", "to_account", "amount_minor", "currency"
    )
    return list(values)


def run_tasks() -> int:
    """Do what the worker would do until nothing is left; returns how many tasks there were."""
    done = 0
    while row := DBTaskResult.objects.ready().first():
        row.claim("tests")
        row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        row.set_successful(None)
        done += 1
    return done
