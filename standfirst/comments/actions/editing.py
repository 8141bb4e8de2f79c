"""What authors do with their own comments: changing the words for a while, and taking them away at any time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from standfirst.accounts.models import User
from standfirst.comments.actions.locking import lock_comment
from standfirst.comments.actions.posting import PER_MINUTE, TooFast, check_open
from standfirst.comments.actions.states import Cause, StaleRevision, change_state
from standfirst.comments.events import CommentEdited
from standfirst.comments.models import Comment, CommentRevision, Thread
from standfirst.comments.writing import RENDERER, clean_body, render_body
from standfirst.edge.purging import purge_on_commit
from standfirst.events import announce

STANDS = {Comment.State.PENDING, Comment.State.PUBLISHED}


class NotYours(Exception):
    """Somebody else wrote this comment."""


class CommentGone(Exception):
    """The comment was removed or deleted, so there is nothing to change."""


class EditTooLate(Exception):
    """The time in which a comment can be edited is over."""


def editable_until(comment: Comment) -> datetime:
    """The moment after which the words stay as they are."""
    return comment.posted_at + timedelta(minutes=settings.COMMENT_EDIT_MINUTES)


def earliest_editable(*, now: datetime) -> datetime:
    """Comments posted before this moment stay as they are."""
    return now - timedelta(minutes=settings.COMMENT_EDIT_MINUTES)


@transaction.atomic
def edit_comment(
    *, comment_id: int, revision: int, author: User, body: str, now: datetime, insists: bool = False
) -> Comment:
    """The comment with new words and the next revision; the words it had are kept. The same words change nothing.

    Whether it stays public is decided above, as when it was posted. Locks the thread, then the comment; whoever decides
    above goes on with the queue item. `revision` is the one whose text the author changed.

    Raises CommentEmpty, CommentTooLong, NotYours, CommentGone, EditTooLate, CommentsClosed, StaleRevision, TooFast,
    and from above NotTaken and AskedFirst, as when posting; then nothing is written.
    """
    text = clean_body(body)
    thread, comment = own_comment(comment_id=comment_id, author=author)
    if comment.state not in STANDS:
        raise CommentGone
    if comment.body == text:
        return comment
    if now > editable_until(comment):
        raise EditTooLate
    check_open(thread=thread, now=now)
    if comment.revision != revision:
        raise StaleRevision
    check_pace(author=author, now=now)
    CommentRevision.objects.create(
        comment=comment, number=comment.revision, body=comment.body, body_html=comment.body_html, replaced_at=now
    )
    comment.revision += 1
    comment.body, comment.body_html, comment.renderer = text, render_body(text), RENDERER
    comment.edited_at = now
    comment.save(update_fields=["revision", "body", "body_html", "renderer", "edited_at"])
    # No order moves by it; but of two messages to other systems the later one is to have the higher number.
    thread.last_change += 1
    thread.save(update_fields=["last_change"])
    # Somebody may have written what nobody should read, and noticed: the old words must not be served again.
    purge_on_commit(f"thread:{thread.pk}", f"reader:{comment.author_id}", drop=comment.state == Comment.State.PUBLISHED)
    announce(CommentEdited(comment_id=comment.pk, thread_id=thread.pk, revision=comment.revision, insists=insists))
    comment.refresh_from_db(fields=["state"])
    return comment


@transaction.atomic
def delete_comment(*, comment_id: int, author: User, now: datetime) -> Comment:
    """Take one's own comment away, for good; replies to it stay below a stub. A second time changes nothing.

    Locks the thread, then the comment. Raises NotYours, and CommentGone where moderation has removed it before.
    """
    _, comment = own_comment(comment_id=comment_id, author=author)
    if comment.state == Comment.State.REMOVED:
        raise CommentGone
    return change_state(
        comment_id=comment.pk,
        revision=comment.revision,
        to=Comment.State.DELETED,
        cause=Cause(rule="author", actor=author),
        now=now,
    )


def own_comment(*, comment_id: int, author: User) -> tuple[Thread, Comment]:
    """Thread and comment, locked in this order. Raises NotYours, also for a comment that is not there."""
    if not Comment.objects.filter(pk=comment_id, author=author).exists():
        raise NotYours
    comment = lock_comment(comment_id)
    return comment.thread, comment


def check_pace(*, author: User, now: datetime) -> None:
    lately = CommentRevision.objects.filter(comment__author=author, replaced_at__gt=now - timedelta(minutes=1))
    if lately.count() >= PER_MINUTE:
        raise TooFast
