"""Slots: labelled or not there, the same for everyone, purged with their adverts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from standfirst import clock
from standfirst.adverts.actions import booking
from standfirst.adverts.models import Slot
from standfirst.adverts.tests.factories import make_flight, make_house_creative, make_slot, make_sold_creative
from standfirst.stories.models import StoryPage
from standfirst.stories.tests.factories import make_section, make_story

pytestmark = pytest.mark.django_db


def shown_on(page: object, request: HttpRequest | None = None) -> str:
    request = request or RequestFactory().get("/")
    html = Template('{% load adverts %}{% ad_slot "top" page %}').render(Context({"page": page, "request": request}))
    return html.strip()


def test_a_slot_shows_its_label_and_a_house_advert() -> None:
    flight = make_flight(make_house_creative(text="On paper, with coffee.", button="Have it sent"))
    html = shown_on(make_story())
    assert '<p class="advert-label">Advertisement</p>' in html
    assert "The paper on Saturdays" in html
    assert "Have it sent" in html
    assert f'href="/go/{flight.creative_id}/"' in html
    assert "advert-top advert-low" in html
    assert "/support/" not in html


def test_a_slot_without_a_label_does_not_render() -> None:
    make_flight(slot=make_slot(label=""))
    assert shown_on(make_story()) == ""


def test_an_empty_slot_and_an_unknown_one_show_nothing() -> None:
    assert shown_on(make_story()) == ""
    make_slot()
    assert shown_on(make_story("Another")) == ""


@pytest.mark.parametrize("switch", ["sensitive", "adverts_off"])
def test_some_stories_carry_none(switch: str) -> None:
    make_flight()
    story = make_story()
    StoryPage.objects.filter(pk=story.pk).update(**{switch: True})
    assert shown_on(StoryPage.objects.get(pk=story.pk)) == ""


def test_what_is_sold_comes_before_the_house_and_says_so_to_search_engines() -> None:
    slot = make_slot()
    make_flight(slot=slot)
    make_flight(make_sold_creative(), slot)
    html = shown_on(make_story())
    assert "Rope and tar" in html
    assert 'rel="sponsored noopener"' in html
    assert "chandlery.example" not in html


def test_the_page_is_kept_until_a_flight_starts_or_ends() -> None:
    now = clock.now()
    make_flight(ends_at=now + timedelta(hours=2))
    make_flight(make_sold_creative(), Slot.objects.get(), starts_at=now + timedelta(hours=1))
    request = RequestFactory().get("/")
    assert "The paper on Saturdays" in shown_on(make_story(), request)
    assert request.__dict__["edge_tags"] == {"adverts"}
    assert 3590 <= request.__dict__["edge_max_age"] <= 3600


def test_a_flight_that_has_ended_is_gone() -> None:
    make_flight(ends_at=clock.now() - timedelta(seconds=1))
    assert shown_on(make_story()) == ""


def test_a_slot_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    slot = make_slot()
    for number in range(5):
        make_flight(make_sold_creative(f"Offer {number}"), slot)
    story = make_story()
    with django_assert_num_queries(1):
        shown_on(story)


def test_it_stands_in_the_story_as_readers_get_it(client: Client) -> None:
    make_flight()
    page = client.get(make_story().url)
    assert "advert-label" in page.text
    assert "adverts" in page["Edge-Tags"].split()


def test_a_front_carries_adverts_too() -> None:
    make_flight()
    assert "The paper on Saturdays" in shown_on(make_section().get_parent().specific)


def test_every_change_of_an_advert_purges_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    flight = make_flight()
    purged: list[str] = []
    monkeypatch.setattr(booking, "purge_on_commit", purged.append)
    for changed in (flight, flight.slot, flight.creative, flight.creative.advertiser):
        changed.save()
    flight.delete()
    assert purged == ["adverts"] * 5
