"""The double's checkout page: buttons, double clicks, and what it says for itself."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from standfirst.contributions.models import DoubleSession, Interval, Said, Transfer
from standfirst.contributions.processors.double.checkout import Button, fee_for
from standfirst.contributions.tests.factories import checkout_of, euros, make_pledge, press_button

pytestmark = pytest.mark.django_db


def kinds(said: list[Said]) -> list[str]:
    return [json.loads(one.body)["type"] for one in said]


def page_of(session: DoubleSession) -> str:
    return reverse("double_checkout", args=[session.token])


def test_the_page_looks_like_a_checkout_and_says_that_no_money_moves(client: Client) -> None:
    page = client.get(page_of(checkout_of(make_pledge(euros(12), Interval.MONTHLY))))
    assert "€12" in page.text
    assert "every month" in page.text
    assert "No money moves" in page.text
    assert "niamh@readers.example" in page.text
    assert "Edge-Tags" not in page.headers
    assert "no-store" in page["Cache-Control"]


def test_pay_says_what_a_processor_says() -> None:
    assert kinds(press_button(make_pledge(), Button.PAY)) == [
        "payment.processing",
        "payment.succeeded",
        "fee.known",
        "checkout.completed",
    ]


def test_a_monthly_contribution_starts_a_subscription() -> None:
    assert "subscription.started" in kinds(press_button(make_pledge(interval=Interval.MONTHLY), Button.PAY))


def test_a_double_click_on_pay_pays_once(client: Client) -> None:
    pledge = make_pledge()
    session = checkout_of(pledge)
    for _ in range(2):
        answer = client.post(page_of(session), {"outcome": "pay"})
        assert answer.headers["Location"] == session.return_url
    assert kinds(list(session.said.all())).count("payment.succeeded") == 1


def test_after_a_declined_card_another_may_be_tried() -> None:
    said = press_button(make_pledge(), Button.DECLINE, Button.PAY)
    assert [kind for kind in kinds(said) if kind.startswith("payment")] == [
        "payment.failed",
        "payment.processing",
        "payment.succeeded",
    ]


def test_what_was_cancelled_can_not_be_paid() -> None:
    assert kinds(press_button(make_pledge(), Button.CANCEL, Button.PAY)) == ["checkout.cancelled"]


def test_the_page_of_a_paid_checkout_sends_back_to_the_paper(client: Client) -> None:
    pledge = make_pledge()
    press_button(pledge, Button.PAY)
    assert client.get(page_of(checkout_of(pledge))).headers["Location"] == checkout_of(pledge).return_url


def test_the_double_never_writes_our_books() -> None:
    press_button(make_pledge(), Button.PAY)
    assert not Transfer.objects.exists()


@pytest.mark.parametrize("outcome", ["", "steal", "pay\x00"])
def test_there_are_no_other_buttons(client: Client, outcome: str) -> None:
    session = checkout_of(make_pledge())
    assert client.post(page_of(session), {"outcome": outcome}).status_code == 400
    assert not Said.objects.exists()


def test_a_guessed_address_leads_nowhere(client: Client) -> None:
    make_pledge()
    assert client.get("/checkout/aaaaaaaaaaaaaaaaaaaaaaaa/").status_code == 404
    assert client.post("/checkout/aaaaaaaaaaaaaaaaaaaaaaaa/", {"outcome": "pay"}).status_code == 404


def test_production_has_no_double(client: Client, settings: Settings) -> None:
    session = checkout_of(make_pledge())
    settings.PRODUCTION = True
    assert client.get(page_of(session)).status_code == 404


def test_another_site_can_not_press_the_buttons() -> None:
    session = checkout_of(make_pledge())
    stranger = Client(headers={"Sec-Fetch-Site": "cross-site"})
    assert stranger.post(page_of(session), {"outcome": "pay"}).status_code == 403
    session.refresh_from_db()
    assert session.state == DoubleSession.State.OPEN


def test_the_fee_is_never_more_than_the_payment() -> None:
    assert fee_for(2500) == 60
    assert fee_for(10) == 10
