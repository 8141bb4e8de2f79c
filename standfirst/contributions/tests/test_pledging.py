"""Starting a pledge: what it writes, and when it refuses."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django.fixtures import Settings

from standfirst.contributions.actions.pledging import start_pledge
from standfirst.contributions.models import DoubleSession, Interval, Pledge
from standfirst.contributions.money import Money, TooLarge, TooSmall
from standfirst.contributions.processors import Order, ProcessorAway
from standfirst.contributions.processors.double.processor import Double
from standfirst.contributions.tests.factories import NOON, checkout_of, euros, make_pledge
from standfirst.stories.tests.factories import make_story

pytestmark = pytest.mark.django_db


def test_a_pledge_is_kept_with_the_story_it_came_from() -> None:
    story = make_story()
    pledge = make_pledge(euros(12), Interval.MONTHLY, story=story, name="Niamh")
    assert Pledge.objects.get() == pledge
    assert (pledge.money, pledge.interval, pledge.story, pledge.book) == (euros(12), "monthly", story, "demo")
    assert len(pledge.reference) == 16


def test_the_checkout_is_for_what_was_pledged() -> None:
    checkout = checkout_of(make_pledge(euros(12), Interval.YEARLY))
    assert (checkout.money, checkout.interval, checkout.email) == (euros(12), "yearly", "niamh@readers.example")


@pytest.mark.parametrize(
    ("minor", "refusal"), [(99, TooSmall), (0, TooSmall), (-500, TooSmall), (10**6 + 1, TooLarge), (10**30, TooLarge)]
)
def test_too_little_and_too_much_write_nothing(minor: int, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        make_pledge(Money(minor, "EUR"))
    assert not Pledge.objects.exists()


def test_in_production_the_double_takes_nothing(settings: Settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(ProcessorAway):
        make_pledge()
    assert not Pledge.objects.exists()


def test_a_processor_that_is_away_leaves_an_unpaid_pledge(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(self: Double, **order: object) -> str:
        raise ProcessorAway

    monkeypatch.setattr(Double, "start", away)
    with pytest.raises(ProcessorAway):
        make_pledge()
    assert Pledge.objects.count() == 1


def test_starting_the_same_order_twice_opens_one_checkout() -> None:
    order = Order(reference="A", money=euros(5), interval="once", email="n@x.example", return_url="http://x.example/")
    assert Double().start(order=order, now=NOON) == Double().start(order=order, now=NOON)
    assert DoubleSession.objects.count() == 1


def test_the_same_reference_for_another_amount_is_refused() -> None:
    pledge = make_pledge(euros(5))
    order = Order(
        reference=pledge.reference, money=euros(6), interval="once", email=pledge.email, return_url="http://x.example/"
    )
    with pytest.raises(ProcessorAway):
        Double().start(order=order, now=NOON)


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount_minor": 0},
        {"currency": "XXX"},
        {"interval": "hourly"},
        {"book": "test"},
        {"book": "live"},
    ],
)
def test_the_database_refuses_odd_pledges(wrong: dict[str, object]) -> None:
    pledge = make_pledge()
    with pytest.raises(DatabaseError), transaction.atomic():
        Pledge.objects.filter(pk=pledge.pk).update(**wrong)


def test_the_processor_is_called_outside_any_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    depth = len(connection.savepoint_ids)

    def start(self: Double, *, order: Order, now: object) -> str:
        assert len(connection.savepoint_ids) == depth
        return "/elsewhere/"

    monkeypatch.setattr(Double, "start", start)
    started = start_pledge(
        money=euros(5), interval=Interval.ONCE, email="n@x.example", return_url=lambda pledge: "http://x", now=NOON
    )
    assert started.checkout_url == "/elsewhere/"
