"""Changing and deleting one's own comment: for how long, what is kept, and who may not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings as site

from standfirst.accounts.tests.factories import niamh, tadhg
from standfirst.comments.actions.editing import (
    CommentGone,
    EditTooLate,
    NotYours,
    delete_comment,
    edit_comment,
)
from standfirst.comments.actions.posting import PER_MINUTE, CommentsClosed, TooFast
from standfirst.comments.actions.recounting import recount
from standfirst.comments.actions.states import AuthorDeleted, Cause, StaleRevision, change_state
from standfirst.comments.models import Comment, CommentRevision, StateChange
from standfirst.comments.tests.factories import close, make_comment, make_thread
from standfirst.comments.writing import CommentEmpty

pytestmark = pytest.mark.django_db


def edit(comment: Comment, body: str, **fields: object) -> Comment:
    values = {
        "author": niamh(),
        "revision": comment.revision,
        "now": comment.posted_at + timedelta(minutes=3),
        **fields,
    }
    return edit_comment(comment_id=comment.pk, body=body, **values)  # type: ignore[arg-type]


def delete(comment: Comment, **fields: object) -> Comment:
    values = {"author": niamh(), "now": comment.posted_at + timedelta(days=400), **fields}
    return delete_comment(comment_id=comment.pk, **values)  # type: ignore[arg-type]


def move(comment: Comment, to: Comment.State) -> None:
    change_state(
        comment_id=comment.pk, revision=comment.revision, to=to, cause=Cause(rule="test"), now=comment.posted_at
    )


def test_new_words_are_the_next_revision_and_the_old_ones_are_kept() -> None:
    comment = make_comment(make_thread(), "The *pilot* knew.")
    changed = edit(comment, "The **pilot** did not know.")
    assert (changed.revision, changed.state) == (2, Comment.State.PUBLISHED)
    assert changed.body_html == "<p>The <strong>pilot</strong> did not know.</p>"
    assert changed.edited_at == comment.posted_at + timedelta(minutes=3)
    earlier = CommentRevision.objects.get(comment=comment)
    assert (earlier.number, earlier.body, earlier.body_html) == (1, comment.body, comment.body_html)


def test_the_same_words_change_nothing() -> None:
    comment = make_comment(make_thread())
    assert edit(comment, comment.body + "  ", now=comment.posted_at + timedelta(days=2)).revision == 1
    assert not CommentRevision.objects.exists()


def test_the_window_closes_at_its_minute() -> None:
    comment = make_comment(make_thread())
    end = comment.posted_at + timedelta(minutes=site.COMMENT_EDIT_MINUTES)
    edit(comment, "In time.", now=end)
    with pytest.raises(EditTooLate):
        edit(comment, "Too late.", revision=2, now=end + timedelta(seconds=1))


def test_what_is_refused_changes_nothing() -> None:
    thread = make_thread()
    comment = make_comment(thread)
    with pytest.raises(CommentEmpty):
        edit(comment, " ")
    with pytest.raises(NotYours):
        edit(comment, "Mine now.", author=tadhg())
    with pytest.raises(StaleRevision):
        edit(comment, "From an old window.", revision=0)
    close(thread)
    with pytest.raises(CommentsClosed):
        edit(comment, "After closing.")
    move(comment, Comment.State.REMOVED)
    with pytest.raises(CommentGone):
        edit(comment, "After removal.")
    comment.refresh_from_db()
    assert (comment.revision, comment.edited_at) == (1, None)
    assert not CommentRevision.objects.exists()


def test_nobody_edits_faster_than_a_person_writes() -> None:
    comment = make_comment(make_thread())
    for number in range(PER_MINUTE):
        comment = edit(comment, f"Take {number}.")
    with pytest.raises(TooFast):
        edit(comment, "One more.")


def test_a_deleted_comment_is_gone_and_a_stub_where_there_are_replies() -> None:
    thread = make_thread()
    alone, parent = make_comment(thread, "Alone."), make_comment(thread, "Parent.")
    reply = make_comment(thread, "Reply.", author=tadhg(), parent_id=parent.pk)
    assert delete(alone).state == Comment.State.DELETED
    delete(parent)
    assert list(Comment.objects.public().in_reading_order()) == [parent, reply]
    assert recount() == []
    last = StateChange.objects.filter(comment=parent).latest("pk")
    assert (last.to_state, last.rule, last.actor) == ("deleted", "author", niamh())


def test_deleting_twice_changes_nothing_and_nobody_brings_it_back() -> None:
    comment = make_comment(make_thread())
    delete(comment)
    assert delete(comment).state == Comment.State.DELETED
    with pytest.raises(AuthorDeleted):
        move(comment, Comment.State.PUBLISHED)
    with pytest.raises(CommentGone):
        edit(comment, "Again.")


def test_only_ones_own_is_deleted_and_what_was_removed_stays_removed() -> None:
    comment = make_comment(make_thread())
    with pytest.raises(NotYours):
        delete(comment, author=tadhg())
    move(comment, Comment.State.REMOVED)
    with pytest.raises(CommentGone):
        delete(comment)
