"""A story that may not go public at its minute: said once, shown at the desk, and published once it may."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Page

from standfirst import clock
from standfirst.accounts.tests.factories import aoife
from standfirst.stories.actions import due
from standfirst.stories.actions.correcting import discard_waiting
from standfirst.stories.actions.due import publish_due
from standfirst.stories.actions.publishing import withdraw_story
from standfirst.stories.models import Picture, StoryPage, StuckPage
from standfirst.stories.tests.factories import make_draft, make_story
from standfirst.stories.tests.test_rights_in_pictures import once
from standfirst.stories.worklists import Desk, Row, scheduled

pytestmark = pytest.mark.django_db


def overdue(story: StoryPage) -> StoryPage:
    story.go_live_at = timezone.now() - timedelta(seconds=1)
    revision = story.save_revision()
    revision.approved_go_live_at = story.go_live_at
    revision.save()
    return story


def refused() -> tuple[StoryPage, Picture]:
    picture = once()
    make_story("Ferry runs aground", lead_picture=picture)
    return overdue(make_draft("Again", lead_picture=picture)), picture


def on_the_desk() -> list[Row]:
    return scheduled(Desk(aoife(), sees_all=True)).rows


def test_a_refused_story_is_logged_once_and_told_to_the_desk(caplog: pytest.LogCaptureFixture) -> None:
    story, _picture = refused()
    with caplog.at_level(logging.WARNING):
        for second in range(0, 60, 20):
            assert publish_due(now=clock.now() + timedelta(seconds=second)) == 0
    [said] = [one for one in caplog.records if one.name.endswith("actions.due")]
    assert "“Handout” may be used once" in said.getMessage()
    [row] = on_the_desk()
    assert (row.story.pk, row.state) == (story.pk, "Not published")
    assert "“Handout” may be used once" in row.words
    assert not StoryPage.objects.get(pk=story.pk).live


def test_it_is_published_at_once_when_the_picture_is_set_free() -> None:
    story, picture = refused()
    publish_due(now=clock.now())
    Picture.objects.filter(pk=picture.pk).update(one_use_only=False)
    assert publish_due(now=clock.now()) == 1
    assert StoryPage.objects.get(pk=story.pk).live
    assert not StuckPage.objects.exists()
    assert not on_the_desk()


def test_another_reason_is_said_anew(caplog: pytest.LogCaptureFixture) -> None:
    _story, picture = refused()
    publish_due(now=clock.now())
    since = StuckPage.objects.get().since
    caplog.clear()
    Picture.objects.filter(pk=picture.pk).update(one_use_only=False, expires_at=clock.now() - timedelta(days=1))
    publish_due(now=clock.now())
    assert "The rights in “Handout” ended on" in caplog.text
    assert StuckPage.objects.get().since == since


def test_what_fails_is_tried_again_after_a_while(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    overdue(make_draft("Bad"))
    tries: list[int] = []

    def fail(story: StoryPage) -> None:
        tries.append(story.pk)
        raise ValidationError("no")

    monkeypatch.setattr("standfirst.stories.bridge.say_published", fail)
    now = clock.now()
    for seconds in (0, 2, 4, 11, 12):
        publish_due(now=now + timedelta(seconds=seconds))
    assert len(tries) == 2
    assert caplog.text.count("could not be brought to its scheduled state") == 1
    assert on_the_desk()[0].words == "Something failed on our side. It is tried again by itself."
    monkeypatch.undo()
    assert publish_due(now=now + timedelta(seconds=30)) == 1


def test_a_story_that_does_not_go_down_is_told_to_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    story = make_story("Sale ends on Friday")
    ended = clock.now() - timedelta(minutes=1)
    StoryPage.objects.filter(pk=story.pk).update(expire_at=ended)

    def fail(page: StoryPage, **kwargs: object) -> None:
        raise ValidationError("no")

    monkeypatch.setattr("standfirst.stories.models.StoryPage.unpublish", fail)
    assert publish_due(now=clock.now()) == 0
    [row] = on_the_desk()
    assert (row.story.pk, row.when, row.state) == (story.pk, ended, "Still public")
    assert row.words == "Something failed on our side. It is tried again by itself."
    monkeypatch.undo()
    assert publish_due(now=clock.now() + timedelta(seconds=30)) == 1
    assert not on_the_desk()


def test_a_story_that_is_scheduled_no_longer_is_not_stuck_either() -> None:
    story, _picture = refused()
    publish_due(now=clock.now())
    withdraw_story(story=story, actor=None, reason="No.", now=clock.now())
    assert publish_due(now=clock.now()) == 0
    assert not StuckPage.objects.exists()


def changed_meanwhile(monkeypatch: pytest.MonkeyPatch, change: Callable[[], object]) -> None:
    """`change` is committed between the worker's look at what is due and its turn at the story."""

    def first_the_change(step: due._Step, stuck: StuckPage | None, now: datetime) -> bool:
        change()
        return taking(step, stuck, now)

    taking = due._alone
    monkeypatch.setattr(due, "_alone", first_the_change)


def test_a_story_withdrawn_while_the_worker_is_at_it_stays_withdrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    story = overdue(make_story("Ferry runs aground"))
    changed_meanwhile(monkeypatch, lambda: withdraw_story(story=story, actor=None, reason="Wrong.", now=clock.now()))
    assert publish_due(now=clock.now()) == 0
    after = StoryPage.objects.get(pk=story.pk)
    assert (after.live, after.withdrawn_reason) == (False, "Wrong.")


def test_an_update_discarded_while_the_worker_is_at_it_does_not_come(monkeypatch: pytest.MonkeyPatch) -> None:
    story = make_story("Ferry runs aground")
    story.title, story.go_live_at = "Ferry afloat", clock.now() + timedelta(minutes=1)
    story.save_revision(approved_go_live_at=story.go_live_at)
    changed_meanwhile(monkeypatch, lambda: discard_waiting(story=story, actor=aoife()))
    assert publish_due(now=clock.now() + timedelta(minutes=2)) == 0
    assert StoryPage.objects.get(pk=story.pk).title == "Ferry runs aground"


@pytest.mark.django_db(transaction=True)
def test_a_page_deleted_while_the_worker_is_at_it_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    story, _picture = refused()
    other = overdue(make_draft("Another"))

    def look_away(step: due._Step, *_rest: object, **_more: object) -> None:
        Page.objects.filter(pk=story.pk).delete()
        noting(step, *_rest, **_more)  # type: ignore[arg-type]

    noting = due._note
    monkeypatch.setattr(due, "_note", look_away)
    assert publish_due(now=clock.now()) == 1
    assert StoryPage.objects.get(pk=other.pk).live
