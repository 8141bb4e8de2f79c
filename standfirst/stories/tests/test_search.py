"""Searching the paper: what is found, what never is, and what it costs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from standfirst import clock
from standfirst.stories.actions.due import publish_due
from standfirst.stories.actions.publishing import publish_story, withdraw_story
from standfirst.stories.actions.searching import bring_up_to_date, differences, index_story
from standfirst.stories.fulltext import forget_words
from standfirst.stories.models import Contributor, SearchEntry, StoryPage, Topic
from standfirst.stories.tests.factories import make_draft, make_section, make_story

pytestmark = pytest.mark.django_db


def found(client: Client, words: str, **more: str) -> list[str]:
    answer = client.get("/search/", {"q": words, **more})
    assert answer.status_code == 200, answer.content.decode()
    return [hit.story.title for hit in answer.context.get("hits", [])]


def publish_at(story: StoryPage, moment: datetime) -> None:
    publish_story(story=story, actor=None, first_published_at=moment)


def test_a_story_is_found_by_its_words_newest_first(client: Client) -> None:
    make_story("Ferry runs aground", standfirst="At the north pier.")
    make_story("Máirín rows out", body=[("paragraph", "<p>The <b>ferry</b> waits.</p>"), ("subhead", "Straße")])
    assert found(client, "ferry") == ["Máirín rows out", "Ferry runs aground"]
    assert found(client, "FERRY mairin") == ["Máirín rows out"]
    assert found(client, "strasse") == ["Máirín rows out"]
    assert found(client, '"north pier"') == ["Ferry runs aground"]
    assert found(client, '"pier north"') == []
    assert found(client, "agro*") == ["Ferry runs aground"]
    assert found(client, "agro") == []
    assert "No story holds all of these words" in client.get("/search/", {"q": "agro"}).content.decode()


def test_no_phrase_runs_from_the_headline_into_the_text(client: Client) -> None:
    make_story("Ferry runs", standfirst="Aground at noon.")
    assert found(client, '"runs aground"') == []


@pytest.mark.parametrize(
    "typed",
    ["\0", '"', "ferry OR", 'ferry" OR "x', "NEAR(a b)", "headline:ferry", "ferry'); --", "%", "a:* & !b", "<script>"],
)
def test_hostile_words_are_words_or_nothing(client: Client, typed: str) -> None:
    make_story()
    answer = client.get("/search/", {"q": typed})
    assert answer.status_code in {200, 422}
    assert "<script>" not in answer.content.decode()


def test_what_can_not_be_searched_for_is_told_in_words(client: Client) -> None:
    assert "too long" in client.get("/search/", {"q": "a" * 10_000}).content.decode()
    assert "no word in it" in client.get("/search/", {"q": "?!"}).content.decode()
    assert "choose one of the list" in client.get("/search/", {"q": "a", "section": "nowhere"}).content.decode()
    backwards = client.get("/search/", {"q": "a", "since": "2026-02-02", "until": "2026-01-01"})
    assert "before the first" in backwards.content.decode()
    assert client.get("/search/", {"q": "a", "since": "0001-01-01", "until": "9999-12-31"}).status_code == 200
    assert client.get("/search/").status_code == 200


@pytest.mark.parametrize("page", ["abc", "-1", "0", "2", "1000000", "²"])
def test_a_page_that_is_not_there_is_a_404(client: Client, page: str) -> None:
    make_story()
    assert client.get("/search/", {"q": "ferry", "page": page}).status_code == 404


def test_a_search_is_narrowed_by_section_person_and_day(client: Client) -> None:
    mairin = Contributor.objects.create(name="Máirín Kehoe")
    make_story("Ferry one", bylines=[(mairin, ""), (mairin, "Photographs by")])
    make_story("Ferry two", section=make_section("council"))
    publish_at(make_draft("Ferry three"), datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    assert found(client, "ferry", section="council") == ["Ferry two"]
    assert found(client, "ferry", contributor="mairin-kehoe") == ["Ferry one"]
    assert found(client, "kehoe") == ["Ferry one"]
    assert found(client, "ferry", since="2026-03-01", until="2026-03-01") == ["Ferry three"]
    assert found(client, "ferry", until="2026-02-28") == []


def test_headlines_may_come_first(client: Client) -> None:
    make_story("Ferry at the pier")
    make_story("Boat", standfirst="The ferry waits at the pier.")
    assert found(client, "ferry pie*") == ["Boat", "Ferry at the pier"]
    assert found(client, "ferry pie*", order="headlines") == ["Ferry at the pier", "Boat"]
    assert found(client, '"the pier"', order="headlines") == ["Ferry at the pier", "Boat"]


def test_what_is_not_public_is_never_found(client: Client) -> None:
    withdrawn, unpublished, deleted = make_story("Ferry one"), make_story("Ferry two"), make_story("Ferry three")
    make_draft("Ferry draft")
    assert len(found(client, "ferry")) == 3
    withdraw_story(story=withdrawn, actor=None, reason="Wrong.", now=clock.now())
    unpublished.unpublish()
    StoryPage.objects.get(pk=deleted.pk).delete()
    assert found(client, "ferry") == []
    assert not differences()


def test_an_index_that_is_behind_shows_nothing_that_is_not_public(client: Client) -> None:
    story = make_story()
    StoryPage.objects.filter(pk=story.pk).update(live=False)
    assert found(client, "ferry") == []
    assert not index_story(story_id=story.pk)
    assert not SearchEntry.objects.exists()


def test_an_update_is_found_by_its_new_words_and_not_by_its_old_ones(client: Client) -> None:
    story = make_story("Ferry runs aground")
    story.title = "Boat afloat"
    story.save_revision()
    assert found(client, "afloat") == []
    publish_story(story=story, actor=None)
    assert found(client, "afloat") == ["Boat afloat"]
    assert found(client, "runs") == []


def test_a_scheduled_story_is_found_from_its_minute_on(client: Client) -> None:
    story = make_draft()
    story.go_live_at = clock.now() + timedelta(hours=1)
    story.save_revision().publish()
    assert found(client, "ferry") == []
    story.go_live_at = clock.now() - timedelta(seconds=1)
    due = story.save_revision()
    story.revisions.filter(pk=due.pk).update(approved_go_live_at=story.go_live_at)
    publish_due(now=clock.now())
    assert found(client, "ferry") == [story.title]
    assert not differences()


def test_a_new_name_is_found_soon(client: Client) -> None:
    mairin, topic = Contributor.objects.create(name="Máirín Kehoe"), Topic.objects.create(name="Dredging")
    make_story(bylines=[(mairin, "")], topics=[topic])
    mairin.name, topic.name = "Máirín Daly", "Silt"
    mairin.save()
    topic.save()
    assert bring_up_to_date(now=clock.now()) == 1
    assert not bring_up_to_date(now=clock.now())
    assert found(client, "daly silt") == ["Ferry runs aground"]
    assert found(client, "kehoe") == []


def test_a_moved_story_is_found_in_its_new_section(client: Client) -> None:
    story, council = make_story(), make_section("council")
    StoryPage.objects.get(pk=story.pk).move(council, pos="last-child")
    assert found(client, "ferry", section="council") == ["Ferry runs aground"]
    assert found(client, "ferry", section="news") == []


def test_excerpts_are_escaped_and_marked(client: Client) -> None:
    make_story("A <b>ferry</b>", standfirst="Tea & <i>ferry</i> “biscuits”.")
    page = client.get("/search/", {"q": "ferry"}).content.decode()
    assert "Tea &amp; &lt;i&gt;<mark>ferry</mark>&lt;/i&gt;" in page
    assert "A &lt;b&gt;<mark>ferry</mark>&lt;/b&gt;" in page


def test_a_search_costs_the_same_with_one_story_and_with_ten(client: Client) -> None:
    def queries() -> int:
        client.get("/search/", {"q": "ferry"})
        with CaptureQueriesContext(connection) as captured:
            found(client, "ferry")
        return len(captured)

    make_story()
    few = queries()
    for number in range(9):
        make_story(f"Ferry {number}", section=make_section(f"part-{number % 3}"))
    assert queries() == few
    assert few <= 9


def test_the_command_tells_differences_and_mends_them(capsys: pytest.CaptureFixture[str]) -> None:
    lost, stale, wordless = make_story("Lost"), make_story("Stale"), make_story("Wordless")
    SearchEntry.objects.filter(pk=lost.pk).delete()
    forget_words(story_ids=[lost.pk])
    StoryPage.objects.filter(pk=stale.pk).update(live=False)
    if connection.vendor == "sqlite":
        forget_words(story_ids=[wordless.pk])
    with pytest.raises(SystemExit):
        call_command("search")
    told = capsys.readouterr().err
    assert f"story {lost.pk} is public" in told
    assert f"story {stale.pk} is not public" in told
    call_command("search", rebuild=True)
    call_command("search", check=True)
    assert "2 stories can be found" in capsys.readouterr().out


def test_a_story_longer_than_a_row_can_hold_is_found_all_the_same(client: Client) -> None:
    words: Any = " ".join(f"wört{number}ø" for number in range(40_000))
    make_story("Epic", body=[("paragraph", f"<p>{words} {'x' * 5000}</p>")])
    assert found(client, "wört7ø") == ["Epic"]
