"""A story that may not go public at its minute: said once, shown at the desk, and published once it may."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from standfirst import clock
from standfirst.accounts.tests.factories import aoife
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


def test_a_story_that_is_scheduled_no_longer_is_not_stuck_either() -> None:
    story, _picture = refused()
    publish_due(now=clock.now())
    withdraw_story(story=story, actor=None, reason="No.", now=clock.now())
    assert publish_due(now=clock.now()) == 0
    assert not StuckPage.objects.exists()
