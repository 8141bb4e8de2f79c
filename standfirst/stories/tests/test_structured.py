"""What search engines and sharing sites are told of a story: the rules of those who read it, and hostile headlines."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from standfirst.stories.actions.publishing import withdraw_story
from standfirst.stories.models import Agency, Contributor, Correction, PaperSettings, StoryPage, Topic
from standfirst.stories.structured import Article, Publisher, news_article, organization, script_safe
from standfirst.stories.tests.factories import make_draft, make_picture, make_story
from standfirst.stories.tests.test_feeds import HOSTILE
from standfirst.stories.tests.validators import check_address, check_news_article, json_ld_in

DUBLIN_SUMMER = timezone(timedelta(hours=1))
PAPER = Publisher(name="The Courier", home="https://paper.example/")


def article(**changes: Any) -> Article:
    fields: dict[str, Any] = {
        "address": "https://paper.example/news/ferry/",
        "headline": "Ferry runs aground",
        "description": "",
        "language": "en-gb",
        "section": "News",
        "published_at": datetime(2026, 7, 1, 12, tzinfo=DUBLIN_SUMMER),
        "changed_at": datetime(2026, 7, 1, 13, tzinfo=DUBLIN_SUMMER),
    }
    return Article(**{**fields, **changes})


def test_a_bare_story_is_the_papers_own_and_keeps_the_rules() -> None:
    data = news_article(article(), PAPER)
    check_news_article(data)
    assert data["author"][0]["name"] == "The Courier"
    assert data["datePublished"] == "2026-07-01T12:00:00+01:00"
    assert not {"description", "image", "correction", "commentCount"} & set(data)


def test_no_comments_yet_is_a_count_too() -> None:
    data = news_article(article(comment_count=0), PAPER)
    assert (data["commentCount"], data["discussionUrl"]) == (0, "https://paper.example/news/ferry/#comments")


def test_a_corrections_policy_is_an_address_or_words() -> None:
    address = "https://paper.example/corrections/"
    assert organization(replace(PAPER, corrections_policy=address))["correctionsPolicy"] == address
    words = organization(replace(PAPER, corrections_policy="We say so."))["correctionsPolicy"]
    assert words == {"@type": "CreativeWork", "text": "We say so."}


@given(st.text(min_size=1))
def test_no_headline_leaves_its_script_element(headline: str) -> None:
    text = script_safe(news_article(article(headline=headline), PAPER))
    assert not re.search("[<>&\u2028\u2029]", text)
    (read,) = json_ld_in(f'<script type="application/ld+json">{text}</script>')
    assert read["headline"] == headline


@pytest.mark.django_db
def test_a_full_story_tells_everything_that_is_asked_for(client: Client) -> None:
    sorcha, agency = Contributor.objects.create(name="Sorcha Quill"), Agency.objects.create(name="Westwire")
    picture = make_picture(alt_text="The ferry", credit="Tadhg Roe")
    PaperSettings.objects.create(
        publisher_name="Courier Trust", logo=make_picture("logo"), corrections_policy="We say so.",
        social_accounts="https://social.example/@courier",
    )  # fmt: skip
    story = make_story(
        HOSTILE,
        standfirst="R & R",
        lead_picture=picture,
        bylines=[(sorcha, ""), (agency, ""), (Contributor.objects.create(name="P. Hoto"), "Photographs by")],
        topics=[Topic.objects.create(name="Tides")],
    )
    made_at = story.first_published_at + timedelta(hours=1)
    Correction.objects.create(story=story, text="It was </script> the other.", made_at=made_at)
    page = client.get(story.url).content.decode()
    (data,) = json_ld_in(page)
    check_news_article(data)
    assert data["headline"] == story.title
    assert [round(one["width"] / one["height"], 1) for one in data["image"]] == [1.8, 1.3, 1.0]
    assert data["image"][0]["creditText"] == "Tadhg Roe"
    assert [one["@type"] for one in data["author"]] == ["Person", "Organization"]
    assert data["author"][0]["url"] == "http://127.0.0.1:8000/contributors/sorcha-quill/"
    assert (data["commentCount"], data["keywords"], data["articleSection"]) == (0, ["Tides"], "News")
    assert datetime.fromisoformat(data["dateModified"]) == made_at.replace(microsecond=0)
    assert data["publisher"]["name"] == "Courier Trust"
    assert data["publisher"]["correctionsPolicy"]["text"] == "We say so."
    check_address(data["publisher"]["logo"]["url"])
    assert page.count("alert(1)</script") == 0


def told_by(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', page))


@pytest.mark.django_db
def test_a_shared_link_has_a_card(client: Client) -> None:
    picture = make_picture(alt_text="The ferry & the rocks")
    story = make_story(HOSTILE, lead_picture=picture, standfirst='"Quoted" & true')
    story.social_headline = "For sharing"
    story.save_revision().publish()
    told = told_by(client.get(story.url).content.decode())
    assert (told["og:title"], told["og:type"], told["og:locale"]) == ("For sharing", "article", "en_GB")
    assert told["og:description"] == "&quot;Quoted&quot; &amp; true"
    check_address(told["og:image"])
    assert (told["og:image:width"], told["og:image:height"]) == ("400", "226")
    assert told["og:image:alt"] == "The ferry &amp; the rocks"
    assert told["twitter:card"] == "summary_large_image"
    assert told["robots"] == "max-image-preview:large"
    assert datetime.fromisoformat(told["article:published_time"]).tzinfo is not None


@pytest.mark.django_db
def test_notes_to_the_desk_are_nowhere_on_the_page(client: Client) -> None:
    page = client.get(make_story(editors_note="Ring 555 0101", usage_terms="Until Friday").url).content.decode()
    assert "555 0101" not in page
    assert "Until Friday" not in page


@pytest.mark.django_db
def test_the_front_tells_of_the_paper_and_leads_to_its_feeds(client: Client, settings: Settings) -> None:
    make_story()
    page = client.get("/").content.decode()
    (data,) = json_ld_in(page)
    assert [one["@type"] for one in data["@graph"]] == ["NewsMediaOrganization", "WebSite"]
    for address in ("/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json"):
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_a_section_leads_to_its_feeds(client: Client) -> None:
    page = client.get(make_story().section.url).content.decode()
    (address,) = re.findall(r'type="application/rss\+xml"[^>]*href="([^"]+)"', page)
    assert client.get(address).status_code == 200


# Languages


def translated() -> tuple[StoryPage, StoryPage]:
    original = make_story("Ferry runs aground")
    irish = make_draft("Bád farantóireachta ar charraig", language="ga")
    irish.translation_of = original
    irish.save_revision().publish()
    return original, StoryPage.objects.get(pk=irish.pk)


@pytest.mark.django_db
def test_a_story_and_its_translation_lead_to_each_other(client: Client) -> None:
    original, irish = translated()
    page = client.get(original.url).content.decode()
    assert '<html lang="en-gb">' in page
    for language, story in (("en-gb", original), ("ga", irish)):
        assert f'<link rel="alternate" hreflang="{language}" href="{story.full_url}">' in page
    assert f'Also in: <a href="{irish.url}" hreflang="ga" lang="ga">Gaeilge</a>' in page
    page = client.get(irish.url).content.decode()
    assert '<html lang="ga">' in page
    assert 'lang="en-gb"' in re.findall("<body[^>]*>", page)[0]
    assert f'<a href="{original.url}" hreflang="en-gb" lang="en-gb">' in page
    (data,) = json_ld_in(page)
    assert (data["inLanguage"], data["translationOfWork"]["url"]) == ("ga", original.full_url)


@pytest.mark.django_db
def test_a_translation_that_readers_may_not_see_is_not_mentioned(client: Client) -> None:
    original, irish = translated()
    answer = client.get(original.url)
    assert f"story:{irish.pk}" in answer["Edge-Tags"].split()
    withdraw_story(story=irish, actor=None, reason="No.", now=irish.first_published_at)
    page = client.get(original.url).content.decode()
    assert "hreflang" not in page
    assert "Also in" not in page
