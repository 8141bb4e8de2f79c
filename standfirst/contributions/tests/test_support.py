"""The page of support and its form: what is typed is kept, what is wrong is said next to its field."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from standfirst.contributions.models import Pledge
from standfirst.contributions.money import Money
from standfirst.contributions.processors import ProcessorAway
from standfirst.contributions.processors.double.processor import Double
from standfirst.contributions.tests.factories import euros, make_ask
from standfirst.stories.models import StoryPage
from standfirst.stories.tests.factories import make_draft, make_story

pytestmark = pytest.mark.django_db


def send(client: Client, **fields: Any) -> HttpResponse:
    """The form as a browser sends it; None leaves a field out."""
    given = {"amount_choice": "25", "interval": "once", "email": "niamh@readers.example", **fields}
    answer = client.post(reverse("start_pledge"), {name: value for name, value in given.items() if value is not None})
    assert isinstance(answer, HttpResponse)
    return answer


def inputs(page: str, **attributes: str) -> list[str]:
    """The input tags that have these attributes."""
    tags = re.findall(r"<input[^>]*>", page)
    return [tag for tag in tags if all(f'{name}="{value}"' in tag for name, value in attributes.items())]


def chosen(page: str, name: str) -> list[str]:
    checked = [tag for tag in inputs(page, type="radio", name=name) if "checked" in tag]
    return [re.findall(r'value="([^"]*)"', tag)[0] for tag in checked]


def complaint(page: str, field: str) -> str:
    """The words next to one field."""
    found = re.search(rf'<ul class="errorlist" id="id_{field}_error"><li>(.*?)</li>', page)
    return html.unescape(found[1]) if found else ""


def test_the_page_is_public_and_purged_with_the_ask(client: Client) -> None:
    make_ask()
    page = client.get("/support/")
    assert page.status_code == 200
    assert set(page["Edge-Tags"].split()) == {"ask", "site"}
    assert not page.cookies
    assert 'action="/support/pledge/"' in page.text


def test_no_amount_is_chosen_for_the_reader(client: Client) -> None:
    make_ask()
    page = client.get("/support/")
    assert chosen(page.text, "amount_choice") == []
    assert chosen(page.text, "interval") == ["once"]


def test_the_address_may_carry_an_amount_and_a_story(client: Client) -> None:
    make_ask()
    story = make_story()
    page = client.get("/support/", {"amount": "25", "story": story.pk})
    assert chosen(page.text, "amount_choice") == ["25"]
    assert inputs(page.text, name="story", value=str(story.pk))


def test_another_amount_in_the_address_stands_in_its_field(client: Client) -> None:
    make_ask()
    page = client.get("/support/?amount=12,50")
    assert chosen(page.text, "amount_choice") == []
    assert inputs(page.text, name="amount_other", value="12.50")


@pytest.mark.parametrize("query", ["amount=-1", "amount=1e99", "amount=<script>", "amount=%00", "story=x", "story=999"])
def test_an_odd_address_shows_the_plain_page(client: Client, query: str) -> None:
    make_ask()
    page = client.get(f"/support/?{query}")
    assert page.status_code == 200
    assert chosen(page.text, "amount_choice") == []
    assert "<script>" not in page.text.partition("<main")[2]


def test_without_an_ask_there_are_plain_suggestions(client: Client) -> None:
    assert len(inputs(client.get("/support/").text, name="amount_choice")) == 4


def test_while_nobody_takes_money_the_page_says_so(client: Client, settings: Settings) -> None:
    settings.PRODUCTION = True
    page = client.get("/support/")
    assert "take contributions just now" in page.text
    assert "<form" not in page.text.partition("<main")[2]


def test_a_chosen_amount_becomes_a_pledge_and_leads_to_the_checkout(client: Client) -> None:
    make_ask()
    story = make_story()
    answer = send(client, interval="monthly", name=" Niamh \u202e\n Ní Bhriain ", story=story.pk)
    pledge = Pledge.objects.get()
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/checkout/")
    assert (pledge.money, pledge.interval, pledge.name, pledge.story) == (
        euros(25),
        "monthly",
        "Niamh Ní Bhriain",
        story,
    )


def test_a_written_amount_counts_more_than_a_chosen_one(client: Client) -> None:
    send(client, amount_other="€ 12,50")
    assert Pledge.objects.get().money == Money(1250, "EUR")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("twelve", "in digits"),
        ("-5", "without a minus"),
        ("£5", "We take EUR here"),
        ("5.005", "two ways"),
        ("0.5", "smallest amount we can take is €1."),
        ("12.3456", "at most 2 digits"),
        ("99999", "€10,000 is the most"),
        ("9" * 41, "in digits"),
        ("5\x00", "Null characters"),
    ],
)
def test_an_odd_amount_is_answered_next_to_its_field_and_kept(client: Client, typed: str, says: str) -> None:
    answer = send(client, amount_other=typed, name="Niamh")
    assert answer.status_code == 422
    assert says in complaint(answer.text, "amount_other")
    assert html.escape(typed) in answer.text
    assert inputs(answer.text, name="email", value="niamh@readers.example")
    assert inputs(answer.text, name="name", value="Niamh")
    assert not Pledge.objects.exists()


@pytest.mark.parametrize("amount", ["7", "0.01", "1000000", "25 USD", "x"])
def test_an_amount_that_was_not_offered_is_refused(client: Client, amount: str) -> None:
    answer = send(client, amount_choice=amount)
    assert answer.status_code == 422
    assert "Choose one of these amounts" in complaint(answer.text, "amount_choice")
    assert not Pledge.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"amount_choice": None}, "amount_choice", "Choose an amount"),
        ({"interval": "hourly"}, "interval", "once, every month or every year"),
        ({"interval": None}, "interval", "Choose how often"),
        ({"email": ""}, "email", "receipt"),
        ({"email": "niamh at home"}, "email", "not an e-mail address"),
        ({"email": "a@b.c\r\nBcc: everybody@x.example"}, "email", "not an e-mail address"),
        ({"email": "n" * 300 + "@readers.example"}, "email", "254"),
        ({"name": "N" * 101}, "name", "100"),
    ],
)
def test_what_is_wrong_is_said_next_to_its_field(client: Client, fields: dict[str, Any], field: str, says: str) -> None:
    answer = send(client, **fields)
    assert answer.status_code == 422
    assert says in complaint(answer.text, field)
    assert "Edge-Tags" not in answer.headers
    assert not Pledge.objects.exists()


def test_choices_are_kept_when_something_else_is_wrong(client: Client) -> None:
    answer = send(client, interval="yearly", email="")
    assert chosen(answer.text, "amount_choice") == ["25"]
    assert chosen(answer.text, "interval") == ["yearly"]


@pytest.mark.parametrize("story", ["", "0", "-1", "x", "9" * 30, "1\x002"])
def test_a_wrong_story_is_no_reason_to_refuse_money(client: Client, story: str) -> None:
    answer = send(client, story=story)
    if "\x00" in story:
        assert answer.status_code == 422
        return
    assert answer.status_code == 302
    assert Pledge.objects.get().story is None


def test_a_story_that_is_not_public_is_not_named(client: Client) -> None:
    send(client, story=make_draft().pk)
    assert Pledge.objects.get().story is None


def test_a_processor_that_is_away_is_told_and_all_is_kept(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(self: Double, **order: object) -> str:
        raise ProcessorAway

    monkeypatch.setattr(Double, "start", away)
    answer = send(client, name="Niamh")
    assert answer.status_code == 422
    assert "does not answer, and nothing was taken" in answer.text
    assert inputs(answer.text, name="name", value="Niamh")


def test_the_form_can_not_be_sent_from_elsewhere() -> None:
    assert send(Client(headers={"Sec-Fetch-Site": "cross-site"})).status_code == 403
    assert not Pledge.objects.exists()


def test_looking_at_the_forms_address_leads_to_the_page(client: Client) -> None:
    assert client.get("/support/pledge/").headers["Location"] == "/support/"


def test_a_story_that_is_gone_is_not_linked_from_the_thanks(client: Client) -> None:
    story = make_story()
    send(client, story=story.pk)
    thanks = reverse("pledge_thanks", args=[Pledge.objects.get().reference])
    assert "Back to the story" in client.get(thanks).text
    StoryPage.objects.filter(pk=story.pk).update(live=False)
    assert "Back to the story" not in client.get(thanks).text
