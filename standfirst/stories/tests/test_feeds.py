"""Feeds: own copy whole, agency copy as a summary, and nothing in them that breaks a reader or tells too much."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from standfirst import clock
from standfirst.stories.actions.publishing import withdraw_story
from standfirst.stories.models import Agency, Contributor, Correction, Picture, StoryPage, Topic
from standfirst.stories.queries import feeds
from standfirst.stories.tests.factories import make_draft, make_picture, make_section, make_story
from standfirst.stories.tests.validators import CONTENT, MEDIA, check_atom, check_json_feed, check_rss

pytestmark = pytest.mark.django_db
HOSTILE = "</script><script>alert(1)</script> ]]> & \x0b\x1e\ufffe <b>𝕏</b> 🐟 שלום"
QUERIES = 10
CHECKS = {"rss.xml": check_rss, "atom.xml": check_atom, "feed.json": check_json_feed}


def westwire() -> Agency:
    return Agency.objects.get_or_create(name="Westwire", defaults={"credit_line": "Westwire"})[0]


def picture(name: str, **words: Any) -> Picture:
    """The same one each time: drawing is most of what these tests take."""
    found: Picture | None = Picture.objects.filter(title=name).first()
    return found or make_picture(name, **words)


def full_story(headline: str = "Ferry runs aground", **fields: Any) -> StoryPage:
    """With a lead picture, one in the text, a gallery, a link, facts and a name."""
    lead = picture("lead", alt_text="The ferry on the rocks", credit="Tadhg Roe", caption="At noon")
    inside, other = picture("inside", alt_text="A lifeboat"), picture("other", alt_text="")
    aoife, _ = Contributor.objects.get_or_create(name="Aoife Brannigan")
    before = StoryPage.objects.filter(slug="the-tide-before").first() or make_story("The tide before")
    body: list[tuple[str, Any]] = [
        ("paragraph", f'<p>At <a linktype="page" id="{before.pk}">noon</a>, <a href="/plan">as planned</a>.</p>'),
        ("picture", {"picture": inside, "caption": "", "credit": "", "alternative": ""}),
        ("gallery", {"title": "The rescue", "pictures": [{"picture": inside}, {"picture": other}]}),
        ("fact_box", {"title": "The ferry", "text": "<p>Built in 1998.</p>"}),
        ("pull_quote", {"quote": "We felt nothing.", "attribution": "A passenger", "role": ""}),
        ("read_also", {"story": before}),
        ("embed", {"address": "https://video.example/watch?v=1", "caption": "The rescue, filmed"}),
    ]
    return make_story(headline, body=body, lead_picture=lead, bylines=[(aoife, "")], standfirst="R & R", **fields)


@pytest.mark.parametrize("file", CHECKS)
def test_every_format_keeps_the_rules_whatever_the_headline(client: Client, file: str) -> None:
    full_story(HOSTILE, topics=[Topic.objects.create(name="R&D <b>")])
    make_story("Agency", agency=westwire(), standfirst=HOSTILE)
    answer = client.get(f"/feeds/{file}")
    assert answer.status_code == 200
    assert len(CHECKS[file](answer.content)) == 3
    assert not answer.cookies
    assert "front" in answer["Edge-Tags"].split()


def test_rss_carries_the_whole_story_with_the_pictures_own_words(client: Client) -> None:
    story = full_story()
    parsed = feedparser.parse(client.get("/feeds/rss.xml").content)
    assert not parsed.bozo
    entry = parsed.entries[0]
    assert (entry.title, entry.link, entry.author) == (story.title, story.full_url, "Aoife Brannigan")
    assert entry.media_content[0]["width"] == "400"
    assert entry.media_credit[0]["content"] == "Tadhg Roe"
    content = entry.content[0].value
    for words in (
        "The ferry on the rocks",
        "A lifeboat",
        "Built in 1998.",
        "We felt nothing.",
        "The rescue",
        "The rescue, filmed",
    ):
        assert words in content
    assert 'href="http://127.0.0.1:8000/plan"' in content
    assert "/news/the-tide-before/" in content
    assert 'href="https://video.example/watch?v=1"' in content
    assert content.count('alt=""') == 1
    assert f'alt="{story.title}"' not in content


def test_of_agency_copy_only_the_summary_leaves_the_house(client: Client) -> None:
    make_story("Wire", agency=westwire(), standfirst="In short.", body=[("paragraph", "<p>At length.</p>")])
    for file in CHECKS:
        text = client.get(f"/feeds/{file}").content.decode()
        assert "In short." in text
        assert "At length." not in text


@pytest.mark.parametrize(
    ("terms", "sent"),
    [({}, "whole"), ({"usage_terms": "Web only."}, "summary"), ({"copyright_notice": "© Westwire"}, "summary")],
)
def test_own_copy_with_agency_material_goes_whole_unless_it_came_with_terms(
    client: Client, terms: dict[str, str], sent: str
) -> None:
    body = [("paragraph", "<p>At length.</p>")]
    by = [(Contributor.objects.create(name="Sorcha Quill"), ""), (westwire(), "")]
    make_story("Own", agency=westwire(), standfirst="In short.", body=body, bylines=by, **terms)
    for file in CHECKS:
        text = client.get(f"/feeds/{file}").content.decode()
        assert "In short." in text
        assert ("At length." in text) == (sent == "whole")
        assert "Web only." not in text


def test_whoever_translated_agency_copy_does_not_make_it_ours(client: Client) -> None:
    body = [("paragraph", "<p>At length.</p>")]
    by = [(Contributor.objects.create(name="Sorcha Quill"), "Translated by"), (westwire(), "")]
    make_story("Theirs", agency=westwire(), standfirst="In short.", body=body, bylines=by)
    for file in CHECKS:
        assert "At length." not in client.get(f"/feeds/{file}").content.decode()


def test_notes_to_the_desk_stay_at_the_desk(client: Client) -> None:
    make_story(editors_note="Ring 555 0101", usage_terms="Not after Friday")
    for file in CHECKS:
        text = client.get(f"/feeds/{file}").content.decode()
        assert "555 0101" not in text
        assert "Not after Friday" not in text


def test_drafts_scheduled_and_withdrawn_stories_are_in_no_feed(client: Client) -> None:
    make_draft("Secret draft")
    scheduled = make_draft("Secret schedule")
    scheduled.go_live_at = timezone.now() + timedelta(hours=1)
    scheduled.save_revision().publish()
    withdraw_story(story=make_story("Secret withdrawn"), actor=None, reason="No.", now=clock.now())
    make_story("Public", body=[("read_also", {"story": scheduled})])
    for file in CHECKS:
        text = client.get(f"/feeds/{file}").content.decode()
        assert "Public" in text
        assert "Secret" not in text


def test_a_correction_is_in_the_feed_and_is_an_update(client: Client) -> None:
    story = make_story()
    made_at = story.first_published_at + timedelta(days=1)
    Correction.objects.create(story=story, text="It was the other ferry.", made_at=made_at)
    (entry,) = check_atom(client.get("/feeds/atom.xml").content)
    assert datetime.fromisoformat(entry.findtext("{http://www.w3.org/2005/Atom}updated")) == made_at
    assert "It was the other ferry." in entry.findtext("{http://www.w3.org/2005/Atom}content")
    (item,) = check_json_feed(client.get("/feeds/feed.json").content)
    assert item["_standfirst"]["corrections"][0]["text"] == "It was the other ferry."


def test_a_section_a_topic_and_a_name_have_feeds_of_their_own(client: Client) -> None:
    topic, sorcha = Topic.objects.create(name="Tides"), Contributor.objects.create(name="Sorcha Quill")
    make_story("Both", topics=[topic], bylines=[(sorcha, "Reported by"), (sorcha, "Photographs by")])
    make_story("Neither", section=make_section("sport"))
    for address in ("section/news", "topic/tides", "contributor/sorcha-quill"):
        (item,) = check_rss(client.get(f"/feeds/{address}/rss.xml").content)
        assert item.findtext("title") == "Both"
    for address in ("feed.xml", "section/nowhere/rss.xml", "topic/nothing/rss.xml", "contributor/nobody/atom.xml"):
        assert client.get(f"/feeds/{address}").status_code == 404


def test_a_feed_without_stories_is_a_feed(client: Client) -> None:
    make_section()
    for file, check in CHECKS.items():
        assert check(client.get(f"/feeds/{file}").content) == []


def test_a_feed_names_itself_and_its_hub(client: Client, settings: Settings) -> None:
    settings.WEBSUB_HUB = "https://hub.example/"
    make_story()
    for file, check in CHECKS.items():
        answer = client.get(f"/feeds/{file}")
        check(answer.content)
        assert answer["Link"] == f'<http://127.0.0.1:8000/feeds/{file}>; rel="self", <https://hub.example/>; rel="hub"'
        assert "https://hub.example/" in answer.content.decode()


def test_a_feed_costs_the_same_with_two_stories_and_with_six(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    full_story("First")
    client.get("/feeds/rss.xml")
    with django_assert_num_queries(QUERIES):
        client.get("/feeds/rss.xml")
    for number in range(4):
        full_story(f"Later {number}")
    with django_assert_num_queries(QUERIES):
        assert len(check_rss(client.get("/feeds/rss.xml").content)) == 6


def test_a_feed_holds_the_latest(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert feeds.MOST == 20
    monkeypatch.setattr(feeds, "MOST", 2)
    for headline in ("Oldest", "Older", "Newest"):
        make_story(headline)
    items = check_rss(client.get("/feeds/rss.xml").content)
    assert [item.findtext("title") for item in items] == ["Newest", "Older"]


# Wagtail leaves an empty temporary file behind where it can't open the picture.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_picture_whose_file_is_gone_leaves_the_story(client: Client) -> None:
    lost = make_picture("lost")
    story = make_story(lead_picture=lost, body=[("picture", {"picture": lost}), ("paragraph", "<p>Words.</p>")])
    lost.renditions.all().delete()
    lost.file.storage.delete(lost.file.name)
    (item,) = check_rss(client.get("/feeds/rss.xml").content)
    assert "Words." in item.findtext(f"{CONTENT}encoded")
    assert item.find(f"{MEDIA}content") is None
    assert client.get(story.url).status_code == 200


def test_ids_stay_when_the_address_changes(client: Client) -> None:
    story = make_story()
    (before,) = json.loads(client.get("/feeds/feed.json").content)["items"]
    story.slug = "elsewhere"
    story.save_revision().publish()
    (after,) = json.loads(client.get("/feeds/feed.json").content)["items"]
    assert (after["id"], after["url"] == before["url"]) == (before["id"], False)
    assert datetime.fromisoformat(after["date_published"]).astimezone(UTC) <= clock.now()
