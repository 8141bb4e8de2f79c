"""Where the conversation is liveliest."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from standfirst import clock
from standfirst.accounts.tests.factories import make_reader
from standfirst.comments.models import Thread
from standfirst.comments.queries import most_discussed
from standfirst.comments.tests.factories import NOON, make_comment, make_thread, story_of
from standfirst.stories.actions.publishing import withdraw_story

pytestmark = pytest.mark.django_db


def talk(thread: Thread, times: int) -> None:
    for number in range(times):
        make_comment(thread, f"Word {number}.", author=make_reader(f"Reader {thread.pk} {number}"))


def test_the_liveliest_stories_of_these_days_stand_first() -> None:
    quiet, lively, livelier, gone = (make_thread(headline=f"Story {number}") for number in range(4))
    for thread, times in ((quiet, 2), (lively, 3), (livelier, 4), (gone, 5)):
        talk(thread, times)
    withdraw_story(story=story_of(gone), actor=None, reason="Wrong.", now=NOON)
    assert most_discussed(now=NOON + timedelta(days=1)) == [livelier.story, lively.story]
    assert most_discussed(now=NOON + timedelta(days=5)) == []


def test_fronts_name_them(client: Client) -> None:
    thread = make_thread()
    for number in range(3):
        make_comment(thread, f"Word {number}.", author=make_reader(f"Reader {number}"), now=clock.now())
    assert "Most discussed" in client.get("/").content.decode()
