"""Two workers at once: on one event, and on two events about one payment. Nothing twice, nothing forgotten."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from standfirst.accounts.models import Letter
from standfirst.contributions.actions.applying import apply_event
from standfirst.contributions.processors.double.checkout import Button, press
from standfirst.contributions.tests.factories import NOON, checkout_of, lines, make_pledge, press_button, receive

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs: Callable[[], object]) -> None:
    """Each in a thread with a connection of its own, let go at the same moment."""
    start = Barrier(len(jobs))

    def work(job: Callable[[], object]) -> None:
        try:
            start.wait(timeout=10)
            job()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        for done in [pool.submit(work, job) for job in jobs]:
            done.result(timeout=60)


@pytest.mark.parametrize("again", range(3))
def test_two_workers_on_the_events_of_one_payment(again: int) -> None:
    events = [receive(said.body.encode()).pk for said in press_button(make_pledge(), Button.PAY)]
    at_once(*[lambda pk=pk: apply_event(event_id=pk, now=NOON) for pk in [*events, *events]])
    assert [line[1:] for line in lines()] == [("processor", "fees", 60, "EUR"), ("income", "processor", 2500, "EUR")]
    assert Letter.objects.count() == 1


def test_a_double_click_in_the_same_moment_pays_once() -> None:
    session = checkout_of(make_pledge())
    at_once(*[lambda: press(token=session.token, button=Button.PAY, now=NOON)] * 2)
    assert session.said.filter(body__contains="payment.succeeded").count() == 1
