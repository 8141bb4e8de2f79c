"""A comment appears only when the check passed; a broken check holds it."""

from __future__ import annotations

import pytest

from standfirst.comments.actions import passing
from standfirst.comments.actions.states import Cause
from standfirst.comments.models import Comment, StateChange
from standfirst.comments.tests.factories import make_comment, make_thread
from standfirst.moderation.models import QueueItem, WordList
from standfirst.moderation.screening import Submission, Verdict, order
from standfirst.stories.models import StoryPage

pytestmark = pytest.mark.django_db


def test_a_held_comment_waits_in_the_queue_and_its_author_is_told_why() -> None:
    comment = make_comment(make_thread(comments_mode="premoderated"))
    assert comment.state == Comment.State.PENDING
    assert QueueItem.objects.get(comment=comment).held_because == "premoderated-story"
    last = StateChange.objects.filter(comment=comment).latest("pk")
    assert "read by a moderator" in last.why


def test_a_check_that_fails_holds_the_comment(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(submission: Submission) -> Verdict:
        raise ZeroDivisionError

    monkeypatch.setattr(order, "RULES", (broken,))
    comment = make_comment(make_thread())
    assert comment.state == Comment.State.PENDING
    assert QueueItem.objects.get(comment=comment).held_because == "check-failed"


def test_a_passed_comment_never_enters_the_queue() -> None:
    make_comment(make_thread())
    assert not QueueItem.objects.exists()


def test_a_word_on_the_desks_list_holds_a_comment() -> None:
    WordList.objects.create(entries="muppet")
    item = QueueItem.objects.get(comment=make_comment(make_thread(), "What a MÚPPET."))
    assert item.held_because == "listed-word"
    assert "muppet" in item.held_words


def test_a_story_that_is_premoderated_meanwhile_holds_what_was_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk's word counts, also for a comment that stands in line already."""
    thread = make_thread()

    def slow(*, comment: Comment, insists: bool) -> Cause:
        StoryPage.objects.filter(pk=thread.story_id).update(comments_mode="premoderated")
        return Cause(rule="friendly")

    monkeypatch.setattr(passing, "_judges", [slow])
    comment = make_comment(thread)
    assert comment.state == Comment.State.PENDING
    assert QueueItem.objects.get(comment=comment).held_because == "premoderated-story"
