"""What is read most: sums by the hour that the edge hands in, and the list made of them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from standfirst import clock
from standfirst.stories.actions.publishing import withdraw_story
from standfirst.stories.actions.views import add_views, forget_old_views
from standfirst.stories.models import StoryPage, StoryViews
from standfirst.stories.queries.reading import most_read
from standfirst.stories.tests.factories import make_section, make_story

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(minutes=40)


def read(story: StoryPage, times: int, *, hours_ago: int = 0) -> None:
    moment = LATER - timedelta(hours=hours_ago)
    hour = moment.replace(minute=0)
    add_views(sums=[(story.pk, hour, times)], now=moment)


def test_views_of_an_hour_are_added_up() -> None:
    story = make_story()
    read(story, 3)
    read(story, 4)
    assert [(one.hour, one.count) for one in StoryViews.objects.all()] == [(NOON, 7)]


def test_only_stories_that_are_there_and_hours_that_can_be_are_counted() -> None:
    story = make_story()
    wrong = [(story.pk + 1, NOON, 5), (story.pk, NOON - timedelta(hours=3), 5), (story.pk, NOON, 0)]
    assert add_views(sums=[*wrong, (story.pk, NOON + timedelta(hours=1), 5)], now=LATER) == 0
    assert not StoryViews.objects.exists()


def test_the_most_read_stand_first_and_what_few_have_read_nowhere() -> None:
    one, two, few, old, gone = (make_story(f"Story {number}") for number in range(5))
    read(one, 20)
    read(two, 15, hours_ago=2)
    read(two, 15, hours_ago=1)
    read(few, 9)
    read(old, 99, hours_ago=30)
    read(gone, 99)
    withdraw_story(story=gone, actor=None, reason="Wrong.", now=LATER)
    assert most_read(now=LATER) == [two, one]
    assert most_read(now=LATER, limit=1) == [two]


def test_views_are_forgotten_after_a_month() -> None:
    read(make_story(), 5)
    assert forget_old_views(now=LATER + timedelta(days=29)) == 0
    assert forget_old_views(now=LATER + timedelta(days=31)) == 1


def test_the_edge_hands_in_its_sums(client: Client) -> None:
    story, hour = make_story(), int(clock.now().timestamp()) // 3600
    answer = client.post("/-/views", json.dumps([[f"story:{story.pk}", hour, 12]]), content_type="application/json")
    assert answer.status_code == 204
    assert most_read(now=clock.now()) == [story]


@pytest.mark.parametrize(
    "body",
    ["", "{}x", "5", '["a"]', '[["thread:1", 5, 5]]', '[["story:1", 1e400, 5]]', '[[1, 2, 3]]',
     '[["story:1", 1, true]]', '[["story:1", 99999999999999, 1]]', "[" * 100_000, '[["story:9", 5]]'],
)  # fmt: skip
def test_what_is_no_sum_changes_nothing(client: Client, body: str) -> None:
    assert client.post("/-/views", body, content_type="application/json").status_code == 400
    assert client.get("/-/views").status_code == 405


def test_a_story_page_asks_to_be_counted_and_a_withdrawn_one_does_not(client: Client) -> None:
    story = make_story()
    assert client.get(story.url)["Edge-Counts"] == f"story:{story.pk}"
    withdraw_story(story=story, actor=None, reason="Wrong.", now=NOON)
    assert "Edge-Counts" not in client.get(story.url)


def test_fronts_show_what_is_read_most_and_are_made_anew_each_quarter_of_an_hour(client: Client) -> None:
    story = make_story()
    add_views(sums=[(story.pk, clock.now().replace(minute=0, second=0, microsecond=0), 50)], now=clock.now())
    for address in ("/", make_section().url):
        answer = client.get(address)
        assert "Most read" in answer.content.decode()
        assert int(answer["Edge-Max-Age"]) <= 900
        assert f"story:{story.pk}" in answer["Edge-Tags"].split()
