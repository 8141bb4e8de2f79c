"""The desk's sign that a comment is worth reading, set and taken away."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from standfirst.accounts.models import User
from standfirst.comments.events import CommentPicked
from standfirst.comments.models import Comment, Thread
from standfirst.edge.purging import purge_on_commit
from standfirst.events import announce


class NotForTheDesk(Exception):
    """This person does not work at the desk."""


class NotToPick(Exception):
    """Only what everybody can see is picked."""


def may_pick(user: User) -> bool:
    """Editors and moderators: whoever may enter the desk."""
    return user.has_perm("wagtailadmin.access_admin")


@transaction.atomic
def pick_comment(*, comment_id: int, editor: User, now: datetime) -> Comment:
    """Mark a public comment as picked by the desk; a second time changes nothing.

    Locks the thread, then the comment. Raises NotForTheDesk, NotToPick, Comment.DoesNotExist.
    """
    thread, comment = _locked(comment_id, editor)
    if comment.state != Comment.State.PUBLISHED:
        raise NotToPick
    if comment.picked_at is None:
        _mark(thread, comment, at=now, by=editor)
        announce(CommentPicked(comment_id=comment.pk, thread_id=thread.pk))
    return comment


@transaction.atomic
def unpick_comment(*, comment_id: int, editor: User) -> Comment:
    """Take the mark away, from a comment in any state. Raises NotForTheDesk, Comment.DoesNotExist."""
    thread, comment = _locked(comment_id, editor)
    if comment.picked_at is not None:
        _mark(thread, comment, at=None, by=None)
    return comment


def _locked(comment_id: int, editor: User) -> tuple[Thread, Comment]:
    if not may_pick(editor):
        raise NotForTheDesk
    thread_id = Comment.objects.values_list("thread_id", flat=True).get(pk=comment_id)
    thread = Thread.objects.select_for_update().get(pk=thread_id)
    return thread, Comment.objects.select_for_update(of=("self",)).get(pk=comment_id)


def _mark(thread: Thread, comment: Comment, *, at: datetime | None, by: User | None) -> None:
    thread.last_change += 1
    thread.save(update_fields=["last_change"])
    comment.picked_at, comment.picked_by = at, by
    comment.save(update_fields=["picked_at", "picked_by"])
    purge_on_commit(f"thread:{thread.pk}", f"reader:{comment.author_id}")
