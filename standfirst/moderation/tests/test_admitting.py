"""A comment appears only when the check passed; a broken check holds it."""

from __future__ import annotations

import pytest

from standfirst.comments.models import Comment, StateChange
from standfirst.comments.tests.factories import make_comment, make_thread
from standfirst.moderation.models import QueueItem, WordList
from standfirst.moderation.screening import Submission, Verdict, order

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
