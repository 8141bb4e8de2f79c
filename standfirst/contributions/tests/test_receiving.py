"""The webhook: genuine events are stored and answered, everything else is refused and changes nothing."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from standfirst import clock
from standfirst.contributions.models import ProcessorEvent, Transfer
from standfirst.contributions.processors.double.checkout import Button
from standfirst.contributions.processors.double.processor import signed
from standfirst.contributions.tests.factories import NOON, make_pledge, press_button, receive, run_tasks

pytestmark = pytest.mark.django_db

WEBHOOK = "/checkout/webhook/double/"


def an_event() -> bytes:
    body = press_button(make_pledge(), Button.PAY)[1].body.encode()
    DBTaskResult.objects.all().delete()
    return body


def knock(body: bytes, signature: str | None = None, client: Client | None = None) -> int:
    """As a processor does: no cookies, no word about where it comes from."""
    header = signed(body, now=clock.now()) if signature is None else signature
    browser = client or Client()
    answer = browser.post(WEBHOOK, body, content_type="application/json", headers={"Harbour-Pay-Signature": header})
    return answer.status_code


def test_a_genuine_event_is_stored_as_it_came_and_applied_later() -> None:
    body = an_event()
    assert knock(body) == 200
    event = ProcessorEvent.objects.get()
    assert bytes(event.body) == body
    assert (event.kind, event.book, event.applied_at) == ("payment.succeeded", "demo", None)
    assert not Transfer.objects.exists()
    run_tasks()
    assert Transfer.objects.count() == 1


def test_a_repeat_is_answered_and_stored_once() -> None:
    body = an_event()
    assert [knock(body), knock(body)] == [200, 200]
    assert ProcessorEvent.objects.count() == 1


def test_a_forged_event_is_refused() -> None:
    body = an_event()
    richer = body.replace(b'"amount": 2500', b'"amount": 9900')
    assert richer != body
    assert knock(richer, signed(body, now=clock.now())) == 400
    assert knock(body, "") == 400
    assert knock(body, "t=1764000000,v1=00") == 400
    assert not ProcessorEvent.objects.exists()


def test_an_event_overheard_yesterday_is_refused() -> None:
    body = an_event()
    assert knock(body, signed(body, now=clock.now() - timedelta(days=1))) == 400
    assert not ProcessorEvent.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"{}",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"id": "evt_1", "type": "payment.succeeded"}',
        b'{"id": "", "type": "x", "account": "harbour-pay-demo"}',
        b'{"id": 7, "type": "x", "account": "harbour-pay-demo"}',
        b'{"id": "' + b"e" * 200 + b'", "type": "x", "account": "harbour-pay-demo"}',
        b'{"id": "evt_1", "type": "payment.succeeded", "account": "somebody-else"}',
    ],
)
def test_what_is_not_an_event_for_us_is_refused_even_if_signed(body: bytes) -> None:
    assert knock(body) == 400
    assert not ProcessorEvent.objects.exists()


def test_a_huge_body_is_not_read() -> None:
    assert knock(b" " * (256 * 1024 + 1)) == 413


def test_an_unknown_processor_has_no_webhook() -> None:
    assert Client().post("/checkout/webhook/nobody/", b"{}", content_type="application/json").status_code == 404


def test_production_does_not_listen_to_the_double(settings: Settings) -> None:
    body = an_event()
    settings.PRODUCTION = True
    assert knock(body) == 404


def test_looking_at_the_webhook_is_not_allowed(client: Client) -> None:
    assert client.get(reverse("processor_webhook", args=["double"])).status_code == 405


def test_a_crash_between_storing_and_applying_loses_nothing() -> None:
    """The event and the task that applies it are rows of one transaction: both are there, or neither."""
    body = an_event()
    with transaction.atomic():
        receive(body)
        transaction.set_rollback(True)
    assert not ProcessorEvent.objects.exists()
    assert not DBTaskResult.objects.exists()
    event = receive(body)
    [task] = DBTaskResult.objects.ready()
    assert task.args_kwargs["kwargs"] == {"event_id": event.pk}
    run_tasks()
    event.refresh_from_db()
    assert event.applied_at is not None


def test_what_came_in_can_not_be_rewritten() -> None:
    event = receive(an_event())
    for change in ({"body": b"{}"}, {"event_id": "evt_other"}, {"received_at": NOON}):
        with pytest.raises(DatabaseError), transaction.atomic():
            ProcessorEvent.objects.filter(pk=event.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        ProcessorEvent.objects.filter(pk=event.pk).delete()


def test_an_event_of_a_kind_we_do_not_use_is_kept_and_does_nothing() -> None:
    event = {"id": "evt_9", "type": "payout.paid", "account": "harbour-pay-demo", "object": {}}
    assert knock(json.dumps(event).encode()) == 200
    run_tasks()
    assert ProcessorEvent.objects.get().applied_at is not None
