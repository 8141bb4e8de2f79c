"""From the page of support through the double's checkout to thanks, a receipt and a ledger that balances."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from standfirst.accounts.models import Letter
from standfirst.contributions.models import DoubleSession, Interval, Pledge, Transfer
from standfirst.contributions.tests.factories import lines, make_ask, run_tasks
from standfirst.stories.tests.factories import make_story

pytestmark = pytest.mark.django_db


def go_to_checkout(client: Client, **fields: str) -> str:
    given = {"amount_choice": "10", "interval": "monthly", "email": "niamh@readers.example", "name": "Niamh"}
    answer = client.post(reverse("start_pledge"), {**given, **fields})
    return answer.headers["Location"]


def press(client: Client, checkout: str, outcome: str) -> str:
    return client.post(checkout, {"outcome": outcome}).headers["Location"]


def read(client: Client, address: str) -> HttpResponse:
    answer = client.get(address)
    assert isinstance(answer, HttpResponse)
    assert answer.status_code == 200
    return answer


def test_niamh_gives_ten_euros_a_month_after_reading_a_story(client: Client) -> None:
    make_ask()
    story = make_story()
    assert f"?amount=10&amp;story={story.pk}" in read(client, story.url).text
    assert "€10" in read(client, f"/support/?amount=10&story={story.pk}").text
    checkout = go_to_checkout(client, story=str(story.pk))
    assert "No money moves" in read(client, checkout).text
    thanks = press(client, checkout, "pay")
    assert thanks.startswith("http://testserver/support/pledge/")

    waiting = read(client, thanks)
    assert "Waiting for the processor" in waiting.text
    assert waiting.headers["Refresh"] == "2"
    run_tasks()
    paid = read(client, thanks)
    assert "Your contribution of €10 (every month) has arrived" in paid.text
    assert story.url in paid.text
    assert "Refresh" not in paid.headers

    letter = Letter.objects.get(purpose__startswith="receipt:pay_")
    assert letter.sent_at is not None
    assert "Dear Niamh" in letter.text
    assert "€10.00" in letter.text
    assert "every month" in letter.text
    assert "end or change it" in letter.text
    assert [line[1:] for line in lines()] == [("processor", "fees", 39, "EUR"), ("income", "processor", 1000, "EUR")]
    assert Transfer.objects.get(from_account="income").pledge == Pledge.objects.get(story=story)
    call_command("books", "--check", stdout=StringIO())


@pytest.mark.parametrize("interval", Interval.values)
def test_every_rhythm_goes_through(client: Client, interval: str) -> None:
    press(client, go_to_checkout(client, interval=interval), "pay")
    run_tasks()
    call_command("books", "--check", stdout=StringIO())
    assert Transfer.objects.count() == 2
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(
    ("outcome", "words"), [("decline", "The card was declined"), ("cancel", "You went back before paying")]
)
def test_nothing_is_taken_where_nothing_was_paid(client: Client, outcome: str, words: str) -> None:
    thanks = press(client, go_to_checkout(client), outcome)
    run_tasks()
    page = read(client, thanks)
    assert words in page.text
    assert "Refresh" not in page.headers
    assert not Transfer.objects.exists()
    assert not Letter.objects.exists()


def test_coming_to_the_thanks_proves_no_payment(client: Client) -> None:
    go_to_checkout(client)
    page = read(client, DoubleSession.objects.get().return_url)
    run_tasks()
    assert "Waiting for the processor" in page.text
    assert "Edge-Tags" not in page.headers
    assert "no-store" in page.headers["Cache-Control"]


def test_the_thanks_stop_looking_again_after_a_minute(client: Client) -> None:
    go_to_checkout(client)
    pledge = Pledge.objects.get()
    Pledge.objects.update(created_at=pledge.created_at - timedelta(minutes=2))
    assert "Refresh" not in read(client, DoubleSession.objects.get().return_url).headers


def test_a_guessed_reference_shows_nothing(client: Client) -> None:
    go_to_checkout(client)
    assert client.get("/support/pledge/BBBBBBBBBBBBBBBB/thanks/").status_code == 404
