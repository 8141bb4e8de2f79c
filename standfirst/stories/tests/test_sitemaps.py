"""Sitemaps: what may be found, and when it last said something new."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from standfirst import clock
from standfirst.stories.actions.publishing import withdraw_story
from standfirst.stories.models import Correction, StoryPage
from standfirst.stories.queries import sitemaps
from standfirst.stories.tests.factories import make_draft, make_section, make_story
from standfirst.stories.tests.validators import check_news_sitemap, check_sitemap

pytestmark = pytest.mark.django_db


def published(headline: str, at: datetime, **changes: object) -> StoryPage:
    story = make_story(headline)
    StoryPage.objects.filter(pk=story.pk).update(first_published_at=at, **changes)
    return story


def path_of(address: str) -> str:
    return address.removeprefix("http://127.0.0.1:8000")


def test_the_index_leads_to_every_story_that_readers_may_see(client: Client) -> None:
    november, october = datetime(2026, 11, 3, tzinfo=UTC), datetime(2025, 10, 31, 23, 59, tzinfo=UTC)
    stories = [published("New", november), published("Newer", november), published("Old & odd", october)]
    make_draft("Draft")
    withdraw_story(story=make_story("Withdrawn"), actor=None, reason="No.", now=clock.now())
    parts = check_sitemap(client.get("/sitemap.xml").content)
    assert [path_of(part) for part in parts] == [
        "/sitemap-lists.xml",
        "/sitemap-2026-11-1.xml",
        "/sitemap-2025-10-1.xml",
    ]
    listed = [one for part in parts for one in check_sitemap(client.get(path_of(part)).content)]
    assert {story.full_url for story in stories} | {make_section().full_url, "http://testserver/"} == set(listed)


def test_a_story_without_a_time_of_publication_breaks_no_list(client: Client) -> None:
    StoryPage.objects.filter(pk=make_story("Timeless").pk).update(first_published_at=None)
    assert [path_of(part) for part in check_sitemap(client.get("/sitemap.xml").content)] == ["/sitemap-lists.xml"]
    for address in ("/sitemap-news.xml", "/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "Timeless" not in answer.content.decode()


def test_a_busy_month_has_several_parts(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MOST_IN_A_PART", 2)
    for number in range(3):
        published(f"Story {number}", datetime(2026, 11, 3, tzinfo=UTC))
    assert [path_of(one) for one in check_sitemap(client.get("/sitemap.xml").content)][1:] == [
        "/sitemap-2026-11-1.xml",
        "/sitemap-2026-11-2.xml",
    ]
    assert len(check_sitemap(client.get("/sitemap-2026-11-2.xml").content)) == 1


@pytest.mark.parametrize("part", ["2026-13-1", "2026-11-0", "2026-11-2", "0-1-1", "99999-1-1", "2026-11-9999999"])
def test_a_part_that_is_not_there_is_a_404(client: Client, part: str) -> None:
    published("One", datetime(2026, 11, 3, tzinfo=UTC))
    assert client.get(f"/sitemap-{part}.xml").status_code == 404


def test_the_time_is_that_of_the_last_change_in_substance(client: Client) -> None:
    story = published("One", datetime(2026, 11, 3, tzinfo=UTC), updated_at=datetime(2026, 11, 4, 12, tzinfo=UTC))
    assert "<lastmod>2026-11-04T12:00:00+00:00</lastmod>" in client.get("/sitemap-2026-11-1.xml").content.decode()
    Correction.objects.create(story=story, text="No.", made_at=datetime(2026, 12, 5, 12, tzinfo=UTC))
    for address in ("/sitemap.xml", "/sitemap-2026-11-1.xml"):
        assert "<lastmod>2026-12-05T12:00:00+00:00</lastmod>" in client.get(address).content.decode()


def test_news_are_of_two_days_and_told_with_name_language_and_zone(client: Client) -> None:
    now = timezone.now()
    published("Ferry </news:title> & tide \x0b", now - timedelta(hours=47))
    published("Old", now - timedelta(hours=49))
    withdraw_story(story=make_story("Withdrawn"), actor=None, reason="No.", now=clock.now())
    answer = client.get("/sitemap-news.xml")
    assert check_news_sitemap(answer.content, now=now) == ["Ferry </news:title> & tide "]
    assert "<news:name>The Harbour Courier</news:name><news:language>en</news:language>" in answer.content.decode()
    assert answer["Edge-Max-Age"] == "600"


def test_a_quiet_week_has_an_empty_news_sitemap(client: Client) -> None:
    make_section()
    assert check_news_sitemap(client.get("/sitemap-news.xml").content, now=timezone.now()) == []


def test_sitemaps_cost_the_same_however_many_stories(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        make_story(f"Story {number}")
        client.get("/sitemap-news.xml")
        with django_assert_num_queries(1):
            client.get("/sitemap-news.xml")
        with django_assert_num_queries(1):
            client.get("/sitemap.xml")
