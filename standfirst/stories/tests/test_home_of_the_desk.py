"""The desk's first page: a reporter's own work, an editor's whole paper, corrections that were asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from standfirst import clock
from standfirst.accounts.actions.people import enrol
from standfirst.accounts.models import User
from standfirst.accounts.tests.factories import PASSWORD, aoife
from standfirst.stories.actions.asking import ask_for_correction, settle_request
from standfirst.stories.actions.embargoes import set_embargo
from standfirst.stories.models import CorrectionRequest, StoryPage
from standfirst.stories.reporters import REPORTERS
from standfirst.stories.tests.desking import Window
from standfirst.stories.tests.factories import make_draft, make_story
from standfirst.stories.worklists import worklists_of

pytestmark = pytest.mark.django_db


def sorcha() -> User:
    """Sorcha reports."""
    return enrol(email="sorcha@paper.example", display_name="Sorcha", password=PASSWORD, group=REPORTERS)


def owned(story: StoryPage, by: User) -> StoryPage:
    StoryPage.objects.filter(pk=story.pk).update(owner=by)
    found: StoryPage = StoryPage.objects.get(pk=story.pk)
    return found


def lists(user: User, *, sees_all: bool) -> dict[str, list[str]]:
    return {one.key: [row.story.title for row in one.rows] for one in worklists_of(user=user, sees_all=sees_all)}


def signed_in(user: User) -> Client:
    client = Client(headers={"sec-fetch-site": "same-origin"})
    client.force_login(user)
    return client


def schedule(story: StoryPage) -> None:
    story.go_live_at = timezone.now() + timedelta(hours=1)
    story.save_revision().publish()


def test_each_story_stands_in_the_list_of_its_state() -> None:
    reporter = sorcha()
    make_draft("Another's draft")
    owned(make_draft("Draft"), reporter)
    schedule(owned(make_draft("Tomorrow"), reporter))
    held_back = owned(make_draft("Held back"), reporter)
    until = clock.now() + timedelta(days=1)
    set_embargo(story=held_back, until=until, reason="Agreed.", actor=aoife(), now=clock.now())
    public = owned(make_story("Public"), reporter)
    request = ask_for_correction(story=public, words="It was Tuesday.", actor=aoife(), now=clock.now())
    assert lists(reporter, sees_all=False) == {
        "corrections": ["Public"],
        "in-review": [],
        "drafts": ["Draft"],
        "scheduled": ["Tomorrow"],
        "embargoed": ["Held back"],
        "just-published": ["Public"],
    }
    assert "Another's draft" in lists(aoife(), sees_all=True)["drafts"]
    settle_request(request=request, actor=aoife(), now=clock.now())
    settle_request(request=request, actor=reporter, now=clock.now())
    assert lists(reporter, sees_all=False)["corrections"] == []
    assert CorrectionRequest.objects.get().settled_by == aoife()


# Wagtail's letters still ask for a connection as Django did before it had mailers.
@pytest.mark.filterwarnings("ignore:get_connection")
def test_a_reporter_hands_in_and_an_editor_publishes() -> None:
    reporter = sorcha()
    story = owned(make_draft("From the quay"), reporter)
    window = Window(reporter, story)
    assert window.save(**{"action-publish": "1"}).status_code == 302
    assert not StoryPage.objects.get(pk=story.pk).live
    window.open()
    assert window.save(**{"action-submit": "1"}).status_code == 302
    assert lists(reporter, sees_all=False)["in-review"] == ["From the quay"]
    assert lists(reporter, sees_all=False)["drafts"] == []
    editor = Window(aoife(), story)
    answer = editor.save(**{"action-workflow-action": "1", "workflow-action-name": "approve"})
    assert answer.status_code == 302
    assert StoryPage.objects.get(pk=story.pk).live


def test_empty_lists_are_one_line_and_a_new_story_is_one_click_away() -> None:
    draft = make_draft("From the quay")
    home = signed_in(aoife()).get("/desk/").content.decode()
    assert 'id="list-drafts"' in home
    assert 'id="list-in-review"' not in home
    assert "Nothing waits in: Corrections asked for, In review, Scheduled, Embargoed, Just published." in home
    assert reverse("wagtailadmin_pages:add", args=["stories", "storypage", draft.section.pk]) in home
    StoryPage.objects.all().delete()
    draft.section.delete()
    assert (
        f'class="button" href="{reverse("wagtailadmin_explore_root")}"'
        in signed_in(aoife()).get("/desk/").content.decode()
    )


def test_a_reporter_opens_nobody_elses_story() -> None:
    client = signed_in(sorcha())
    story = make_story()
    assert client.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).status_code == 302
    request = ask_for_correction(story=story, words="No.", actor=aoife(), now=clock.now())
    client.post(reverse("settle_correction", args=[request.pk]))
    assert CorrectionRequest.objects.get(settled_at=None)


def test_a_correction_is_asked_for_and_settled_at_the_desk() -> None:
    story, client = make_story("Ferry"), signed_in(aoife())
    address = reverse("ask_correction", args=[story.pk])
    assert "Ask for a correction" in client.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
    assert client.post(address, {"words": " "}).status_code == 422
    for _ in range(2):
        assert client.post(address, {"words": "It ran aground at one."}).status_code == 302
    home = client.get("/desk/").content.decode()
    assert "It ran aground at one." in home
    assert story.url in home
    request = CorrectionRequest.objects.get()
    client.post(reverse("settle_correction", args=[request.pk]))
    assert "It ran aground at one." not in client.get("/desk/").content.decode()
    assert client.get(reverse("ask_correction", args=[make_draft("Not public").pk])).status_code == 404


def test_the_lists_cost_the_same_however_many_stories(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    reporter = sorcha()

    def read() -> Any:
        return [
            (row.story.section.title, row.story.url)
            for one in worklists_of(user=reporter, sees_all=True)
            for row in one.rows
        ]

    for count in (1, 4):
        for number in range(count):
            story = make_story(f"Story {count} {number}")
            ask_for_correction(story=story, words="No.", actor=reporter, now=clock.now())
            make_draft(f"Draft {count} {number}")
        read()
        with django_assert_num_queries(9):
            read()
