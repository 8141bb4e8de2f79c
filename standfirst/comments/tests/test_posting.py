"""Posting: what is taken, what is refused, and that nothing is posted twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from standfirst.accounts.models import User
from standfirst.accounts.tests.factories import niamh, tadhg
from standfirst.comments.actions.posting import (
    PER_MINUTE,
    CommentsClosed,
    NameMissing,
    ParentGone,
    TooFast,
    path_below,
)
from standfirst.comments.actions.states import Cause, StaleRevision, change_state
from standfirst.comments.models import DEEPEST_PATH, NUMBER_DIGITS, Comment, StateChange
from standfirst.comments.tests.factories import NOON, close, make_comment, make_thread, story_of
from standfirst.stories.actions.publishing import withdraw_story

pytestmark = pytest.mark.django_db


def remove(comment: Comment) -> None:
    change_state(
        comment_id=comment.pk,
        revision=comment.revision,
        to=Comment.State.REMOVED,
        cause=Cause(rule="civil", why="An insult."),
        now=NOON,
    )


def test_a_quiet_comment_is_published_and_counted() -> None:
    thread = make_thread()
    comment = make_comment(thread)
    thread.refresh_from_db()
    assert comment.state == Comment.State.PUBLISHED
    assert thread.comment_count == 1


def test_each_change_of_state_leaves_a_row() -> None:
    comment = make_comment(make_thread())
    remove(comment)
    steps = StateChange.objects.filter(comment=comment).order_by("pk").values_list("from_state", "to_state", "rule")
    assert list(steps) == [
        ("", "pending", ""),
        ("pending", "published", "screening"),
        ("published", "removed", "civil"),
    ]


def test_history_can_not_be_rewritten() -> None:
    comment = make_comment(make_thread())
    for attempt in (
        lambda: StateChange.objects.filter(comment=comment).update(why="never mind"),
        lambda: StateChange.objects.filter(comment=comment).delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            attempt()


def test_the_same_key_posts_once() -> None:
    thread = make_thread()
    first = make_comment(thread, posting_key="k1")
    assert make_comment(thread, posting_key="k1") == first
    assert Comment.objects.count() == 1


def test_other_words_under_a_used_key_are_not_swallowed() -> None:
    thread = make_thread()
    first = make_comment(thread, "First", posting_key="k1")
    second = make_comment(thread, "Second, after going back", posting_key="k1")
    assert second != first
    assert make_comment(thread, "First", posting_key="k1") == first


def test_without_a_key_the_same_words_post_once() -> None:
    thread = make_thread()
    first = make_comment(thread, now=NOON)
    assert make_comment(thread, now=NOON + timedelta(minutes=9)) == first
    assert make_comment(thread, now=NOON + timedelta(minutes=11)) != first


def test_two_readers_may_say_the_same() -> None:
    thread = make_thread()
    assert make_comment(thread, posting_key="k", author=niamh()) != make_comment(
        thread, posting_key="k", author=tadhg()
    )


def test_a_closed_story_takes_no_comments() -> None:
    thread = make_thread()
    close(thread)
    with pytest.raises(CommentsClosed):
        make_comment(thread)
    assert not Comment.objects.exists()


def test_a_story_withdrawn_while_the_reader_types_takes_no_comments() -> None:
    thread = make_thread()
    withdraw_story(story=story_of(thread), actor=None, reason="Wrong in substance.", now=NOON)
    with pytest.raises(CommentsClosed):
        make_comment(thread)


def test_a_reply_stands_below_its_parent() -> None:
    thread = make_thread()
    first = make_comment(thread, "First")
    make_comment(thread, "Second")
    reply = make_comment(thread, "Reply to the first", parent_id=first.pk)
    bodies = [comment.body for comment in Comment.objects.public().in_reading_order()]
    assert bodies == ["First", "Reply to the first", "Second"]
    assert reply.depth == 2


def test_a_reply_to_a_comment_that_is_gone_is_refused() -> None:
    thread = make_thread()
    parent = make_comment(thread)
    remove(parent)
    with pytest.raises(ParentGone):
        make_comment(thread, "But", parent_id=parent.pk)


def test_a_reply_can_not_cross_into_another_thread() -> None:
    parent = make_comment(make_thread())
    with pytest.raises(ParentGone):
        make_comment(make_thread(headline="Another"), "But", parent_id=parent.pk)


def test_a_removed_comment_with_replies_stays_as_a_stub() -> None:
    thread = make_thread()
    parent = make_comment(thread)
    reply = make_comment(thread, "I agree", parent_id=parent.pk)
    remove(parent)
    assert list(Comment.objects.public().in_reading_order()) == [parent, reply]
    remove(reply)
    assert not Comment.objects.public().exists()


def test_nobody_posts_faster_than_a_person_writes() -> None:
    thread = make_thread()
    for number in range(PER_MINUTE):
        make_comment(thread, f"Comment {number}", now=NOON)
    with pytest.raises(TooFast):
        make_comment(thread, "One more", now=NOON)


def test_a_nameless_reader_chooses_a_name_first() -> None:
    nameless = User.objects.create_user("new@readers.example")
    with pytest.raises(NameMissing):
        make_comment(make_thread(), author=nameless)


def test_an_edited_comment_is_not_decided_by_its_old_text() -> None:
    comment = make_comment(make_thread())
    Comment.objects.filter(pk=comment.pk).update(revision=2)
    with pytest.raises(StaleRevision):
        remove(comment)


def test_a_conversation_can_go_deeper_than_paths() -> None:
    thread = make_thread()
    parent = make_comment(thread, "0")
    for depth in range(1, DEEPEST_PATH + 3):
        parent = make_comment(thread, str(depth), parent_id=parent.pk)
    bodies = [comment.body for comment in Comment.objects.public().in_reading_order()]
    assert bodies == [str(depth) for depth in range(DEEPEST_PATH + 3)]
    assert len(path_below(parent, 9)) == NUMBER_DIGITS * DEEPEST_PATH


def test_pending_comments_are_seen_by_their_author_alone() -> None:
    thread = make_thread(comments_mode="premoderated")
    comment = make_comment(thread)
    assert comment.state == Comment.State.PENDING
    assert list(Comment.objects.visible_to(niamh())) == [comment]
    assert not Comment.objects.visible_to(tadhg()).exists()
    assert not Comment.objects.visible_to(None).exists()
