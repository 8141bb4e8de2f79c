"""Conversations close after so many days: exact when somebody posts, and soon in the pages."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from standfirst import clock
from standfirst.comments.actions.closing import set_closing, show_closed
from standfirst.comments.actions.editing import edit_comment
from standfirst.comments.actions.posting import CommentsClosed
from standfirst.comments.models import Thread
from standfirst.comments.tests.factories import NOON, make_comment, make_thread, story_of
from standfirst.edge.purging import committed_purges
from standfirst.stories.models import SectionPage, StoryPage

pytestmark = pytest.mark.django_db


def closing_thread(days: int | None, *, published: datetime = NOON, section_days: int | None = None) -> Thread:
    thread = make_thread()
    StoryPage.objects.filter(pk=thread.story_id).update(comments_close_after_days=days, first_published_at=published)
    SectionPage.objects.update(comments_close_after_days=section_days)
    set_closing(story_id=story_of(thread).pk)
    thread.refresh_from_db()
    return thread


@pytest.mark.parametrize(
    ("days", "section_days", "closes_after"),
    [(None, None, None), (3, None, 3), (None, 14, 14), (3, 14, 3), (0, 14, None)],
)
def test_the_story_comes_before_its_section(
    days: int | None, section_days: int | None, closes_after: int | None
) -> None:
    closes_at = closing_thread(days, section_days=section_days).closes_at
    assert closes_at == (NOON + timedelta(days=closes_after) if closes_after else None)


def test_the_clock_is_asked_when_somebody_posts_or_edits() -> None:
    thread = closing_thread(3)
    end = NOON + timedelta(days=3)
    comment = make_comment(thread, now=end - timedelta(seconds=1))
    with pytest.raises(CommentsClosed):
        make_comment(thread, "Too late.", now=end)
    with pytest.raises(CommentsClosed):
        edit_comment(comment_id=comment.pk, revision=1, author=comment.author, body="Too late.", now=end)


@pytest.mark.django_db(transaction=True)
def test_pages_are_made_anew_once_when_the_time_is_over() -> None:
    thread = closing_thread(3)
    with committed_purges() as purged:
        assert show_closed(now=NOON + timedelta(days=3, seconds=-1)) == 0
        assert not purged
        assert show_closed(now=NOON + timedelta(days=3)) == 1
        assert show_closed(now=NOON + timedelta(days=4)) == 0
    assert purged == {f"thread:{thread.pk}"}


def test_a_closed_conversation_has_nothing_to_press(client: Client) -> None:
    thread = closing_thread(1, published=clock.now() - timedelta(days=2))
    comment = make_comment(thread, now=clock.now() - timedelta(days=1, hours=1))
    page = client.get(story_of(thread).url).content.decode()
    assert "This conversation is closed" in page
    for name in ("reply_form", "recommend_comment"):
        assert reverse(name, args=[comment.pk]) not in page
    assert client.get(reverse("reply_form", args=[comment.pk])).status_code == 404


def test_publishing_a_story_or_its_section_sets_the_moment_anew() -> None:
    thread = closing_thread(None)
    section = story_of(thread).section
    section.comments_close_after_days = 7
    section.save_revision().publish()
    thread.refresh_from_db()
    assert thread.closes_at == NOON + timedelta(days=7)
    story = story_of(thread)
    story.refresh_from_db()
    story.comments_close_after_days = 2
    story.save_revision().publish()
    thread.refresh_from_db()
    assert thread.closes_at == NOON + timedelta(days=2)
