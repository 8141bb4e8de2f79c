"""The ask: on every page that may carry one, the same for everyone, and gone from none by accident."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.http import HttpRequest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django.fixtures import Settings

from standfirst.accounts.models import User
from standfirst.accounts.tests.factories import aoife, cormac
from standfirst.contributions.actions import asks
from standfirst.contributions.models import Ask
from standfirst.contributions.money import Money
from standfirst.contributions.tests.factories import euros, make_ask
from standfirst.stories.models import StoryPage
from standfirst.stories.tests.factories import make_section, make_story

pytestmark = pytest.mark.django_db


def shown_on(page: object, request: HttpRequest | None = None) -> str:
    request = request or RequestFactory().get("/")
    return Template("{% load contributions %}{% ask page %}").render(Context({"page": page, "request": request}))


def test_a_story_carries_the_ask_with_its_amounts() -> None:
    make_ask(signature="Aoife, editor", button="Help us")
    story = make_story()
    html = shown_on(story)
    assert "We need your help" in html
    assert "Aoife, editor" in html
    assert "Help us" in html
    assert f'href="/support/?amount=25&amp;story={story.pk}"' in html
    assert "€25" in html


def test_the_whole_letter_closes_a_story_for_phones_which_show_one_line_of_it_above(client: Client) -> None:
    make_ask()
    html = client.get(make_story().url).content.decode()
    above, line, rest = html.partition('class="ask ask-top"')
    assert line
    assert "<article" not in above
    _story, letter, thread = rest.partition('class="ask ask-end"')
    assert letter
    assert "</article>" in _story
    assert "We need your help" in thread


def test_the_page_is_tagged_even_before_there_is_an_ask() -> None:
    request = RequestFactory().get("/")
    assert shown_on(make_story(), request).strip() == ""
    assert "ask" in request.__dict__["edge_tags"]


@pytest.mark.parametrize("switch", ["sensitive", "ask_off"])
def test_some_stories_carry_none(switch: str) -> None:
    make_ask()
    story = make_story()
    StoryPage.objects.filter(pk=story.pk).update(**{switch: True})
    assert shown_on(StoryPage.objects.get(pk=story.pk)).strip() == ""


def test_a_front_carries_it_without_naming_a_story() -> None:
    make_ask()
    html = shown_on(make_section().get_parent().specific)
    assert "We need your help" in html
    assert "story=" not in html


def test_nobody_is_asked_while_nobody_could_give(settings: Settings) -> None:
    make_ask()
    settings.PRODUCTION = True
    assert shown_on(make_story()).strip() == ""


def test_a_new_ask_takes_the_place_of_the_one_before() -> None:
    make_ask(heading="The first")
    make_ask(heading="The second")
    assert [ask.heading for ask in Ask.objects.filter(active=True)] == ["The second"]
    assert "The second" in shown_on(make_story())


def test_the_database_knows_one_active_ask() -> None:
    make_ask()
    with pytest.raises(DatabaseError), transaction.atomic():
        Ask.objects.create(heading="Another", words="w", amounts="5", active=True)


@pytest.mark.parametrize("amounts", ["", "five", "5,10,25", "5,10", "0", "5 1000000", "1 2 3 4 5 6 7", "-5"])
def test_odd_amounts_are_refused_in_words(amounts: str) -> None:
    with pytest.raises(ValidationError) as problem:
        Ask(heading="h", words="w", amounts=amounts).full_clean()
    assert "amounts" in problem.value.message_dict


def test_amounts_are_sorted_and_said_once() -> None:
    ask = Ask(heading="h", words="w", amounts="25 5 12.50 5", currency="GBP")
    assert ask.suggestions() == [Money(500, "GBP"), Money(1250, "GBP"), Money(2500, "GBP")]


def test_an_ask_without_amounts_is_not_put() -> None:
    with pytest.raises(ValidationError):
        make_ask(amounts=[])
    with pytest.raises(ValidationError):
        make_ask(amounts=[euros(5)] * 3, heading="")


def test_saving_and_deleting_an_ask_purges_the_pages_that_carry_it(monkeypatch: pytest.MonkeyPatch) -> None:
    purged: list[str] = []
    monkeypatch.setattr(asks, "purge_on_commit", purged.append)
    ask = make_ask()
    ask.save()
    ask.delete()
    assert purged == ["ask", "ask", "ask"]


def sign_in(client: Client, user: User) -> None:
    client.force_login(user)


def test_an_editor_writes_an_ask_in_the_desk(client: Client) -> None:
    sign_in(client, aoife())
    address = reverse("wagtailsnippets_contributions_ask:add")
    assert "The letter" in client.get(address).text
    fields = {"heading": "We need you", "words": "Because.", "amounts": "5 10", "currency": "EUR", "active": "on"}
    client.post(address, fields)
    assert Ask.objects.in_force() == Ask.objects.get(heading="We need you")


def test_the_desk_says_in_words_why_an_ask_can_not_be_saved(client: Client) -> None:
    make_ask()
    sign_in(client, aoife())
    fields = {"heading": "Second", "words": "Because.", "amounts": "5,10", "currency": "EUR", "active": "on"}
    answer = client.post(reverse("wagtailsnippets_contributions_ask:add"), fields)
    assert "Write numbers with a space between" in answer.text
    answer = client.post(reverse("wagtailsnippets_contributions_ask:add"), {**fields, "amounts": "5 10"})
    assert "Another ask is active" in answer.text
    assert Ask.objects.count() == 1


def test_a_moderator_does_not_write_asks(client: Client) -> None:
    sign_in(client, cormac())
    fields = {"heading": "Mine", "words": "Because.", "amounts": "5", "currency": "EUR", "active": "on"}
    client.post(reverse("wagtailsnippets_contributions_ask:add"), fields)
    assert not Ask.objects.exists()
