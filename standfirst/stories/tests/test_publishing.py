"""Publishing and withdrawing: what the page, the front and the purge list say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from standfirst import clock
from standfirst.accounts.tests.factories import aoife
from standfirst.stories.actions.due import publish_due
from standfirst.stories.actions.publishing import publish_story, withdraw_story
from standfirst.stories.models import FrontPage, SectionPage, StoryPage
from standfirst.stories.tests.factories import make_draft, make_section, make_story

pytestmark = pytest.mark.django_db


def on_the_front() -> list[StoryPage]:
    """The stories of the front, in reading order."""
    rows = FrontPage.objects.get().get_context(RequestFactory().get("/"))["rows"]
    containers = [one for row in rows for one in (row.first, row.beside) if one]
    return [story for one in containers for story in one.stories]


def test_a_draft_is_nowhere(client: Client) -> None:
    story = make_draft()
    assert client.get(story.url).status_code == 404
    assert on_the_front() == []


def test_a_published_story_leads_the_front() -> None:
    story = make_story()
    assert on_the_front() == [story]


def test_two_stories_may_share_a_headline() -> None:
    first, second = make_draft("Storm"), make_draft("Storm")
    assert (first.slug, second.slug) == ("storm", "storm-2")
    assert [make_draft("???").slug, make_draft("!").slug] == ["story", "story-2"]


def test_a_withdrawn_story_answers_410_with_its_notice_and_is_nowhere_else(client: Client) -> None:
    story = make_story()
    withdraw_story(story=story, actor=aoife(), reason="The quotation was not his.", now=clock.now())
    answer = client.get(story.url)
    assert answer.status_code == 410
    assert "The quotation was not his." in answer.content.decode()
    assert "ran aground at noon" not in answer.content.decode()
    assert on_the_front() == []


def test_the_notice_names_no_headline_that_the_desk_has_written_since(client: Client) -> None:
    story = withdraw_story(story=make_story(), actor=aoife(), reason="Not his.", now=clock.now())
    StoryPage.objects.filter(pk=story.pk).update(title="Minister to resign")
    page = client.get(story.url).content.decode()
    assert "Not his." in page
    assert "We withdrew it on" in page
    assert "Minister to resign" not in page


def test_withdrawing_twice_keeps_the_first_reason() -> None:
    story = make_story()
    withdraw_story(story=story, actor=None, reason="First.", now=clock.now())
    assert withdraw_story(story=story, actor=None, reason="Second.", now=clock.now()).withdrawn_reason == "First."


def test_publishing_again_lifts_a_withdrawal() -> None:
    story = make_story()
    withdrawn = withdraw_story(story=story, actor=None, reason="First.", now=clock.now())
    assert publish_story(story=withdrawn, actor=None).withdrawn_at is None


def test_a_scheduled_story_appears_when_it_is_due() -> None:
    story = make_draft()
    story.go_live_at = timezone.now() + timedelta(hours=1)
    story.save_revision().publish()
    assert not StoryPage.objects.get(pk=story.pk).live
    assert not publish_due(now=clock.now())
    story.refresh_from_db()
    story.go_live_at = timezone.now() - timedelta(seconds=1)
    story.save_revision()
    story.revisions.update(approved_go_live_at=story.go_live_at)
    assert publish_due(now=clock.now())
    assert StoryPage.objects.get(pk=story.pk).live


def test_no_story_stands_twice_on_the_front() -> None:
    stories = [make_story(f"Story {number}") for number in range(6)]
    assert sorted(story.pk for story in on_the_front()) == sorted(story.pk for story in stories)


@pytest.mark.parametrize("number", ["abc", "-1", "0", "1000000", "1e3", "²"])
def test_a_page_that_is_not_there_is_a_404(client: Client, number: str) -> None:
    section = make_section()
    assert client.get(section.url, {"page": number}).status_code == 404


def test_a_section_lists_its_stories_newest_first() -> None:
    older, newer = make_story("Older"), make_story("Newer")
    contents = make_section().get_context(RequestFactory().get("/"))
    assert list(contents["stories"]) == [newer, older]


def test_no_page_can_be_made_private_where_all_pages_are_for_everyone() -> None:
    for kind in (FrontPage, SectionPage, StoryPage):
        assert kind.private_page_options == []


def test_one_story_that_can_not_be_published_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = make_draft("Bad"), make_draft("Good")
    for story in (bad, good):
        story.go_live_at = timezone.now() - timedelta(seconds=1)
        revision = story.save_revision()
        revision.approved_go_live_at = story.go_live_at
        revision.save()

    def refuse(story: StoryPage) -> None:
        if story.pk == bad.pk:
            raise RuntimeError("no")

    monkeypatch.setattr("standfirst.stories.bridge.say_published", refuse)
    assert publish_due(now=clock.now()) == 1
    assert StoryPage.objects.get(pk=good.pk).live
    assert not StoryPage.objects.get(pk=bad.pk).live
