"""The only place where a comment's state changes, its counts with it, and the row that tells why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from standfirst.accounts.models import User
from standfirst.comments.actions.answers import count_answers
from standfirst.comments.events import CommentDeleted, CommentHeld, CommentPublished, CommentRemoved
from standfirst.comments.models import Comment, StateChange, Thread
from standfirst.edge.purging import purge_on_commit
from standfirst.events import announce


class StaleRevision(Exception):
    """The comment was edited since the one who decides saw it."""


class AuthorDeleted(Exception):
    """Its author has taken the comment away; nobody brings it back."""


@dataclass(frozen=True, kw_only=True)
class Cause:
    """Why a state changes. `actor` is None for the house's own rules."""

    rule: str
    why: str = ""
    actor: User | None = None
    policy_version: int | None = None


def record_birth(*, comment: Comment, thread: Thread, now: datetime) -> None:
    """The first row of a comment's history: from nothing to pending, by its author. The thread counted it already."""
    StateChange.objects.create(
        comment=comment,
        revision=comment.revision,
        to_state=comment.state,
        at=now,
        actor_id=comment.author_id,
        thread=thread,
        sequence=thread.last_change,
    )


def record_hold(*, comment: Comment, rule: str, words_for_author: str, now: datetime) -> None:
    """A row that says why a pending comment waits; its author is shown the words. Part of the caller's transaction."""
    StateChange.objects.create(
        comment=comment,
        revision=comment.revision,
        from_state=comment.state,
        to_state=comment.state,
        at=now,
        rule=rule,
        why=words_for_author,
    )


@transaction.atomic
def change_state(*, comment_id: int, revision: int, to: Comment.State, cause: Cause, now: datetime) -> Comment:
    """Bring a comment into state `to`; a comment that is there already stays as it is and leaves no row.

    Locks the thread, then the comment. Counts of the thread and of all comments above change with it. Raises
    StaleRevision where the text is no longer the one decided on, and AuthorDeleted.
    """
    thread_id = Comment.objects.values_list("thread_id", flat=True).get(pk=comment_id)
    thread = Thread.objects.select_for_update().get(pk=thread_id)
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment_id)
    if comment.revision != revision:
        raise StaleRevision
    before = Comment.State(comment.state)
    if before == to:
        return comment
    if before == Comment.State.DELETED:
        raise AuthorDeleted
    thread.last_change += 1
    StateChange.objects.create(
        comment=comment,
        thread=thread,
        sequence=thread.last_change,
        revision=revision,
        from_state=before,
        to_state=to,
        at=now,
        actor=cause.actor,
        rule=cause.rule,
        policy_version=cause.policy_version,
        why=cause.why,
    )
    comment.state = to
    comment.save(update_fields=["state"])
    _count(thread=thread, comment=comment, before=before, to=to)
    _tell(comment=comment, before=before, to=to)
    return comment


def _count(*, thread: Thread, comment: Comment, before: Comment.State, to: Comment.State) -> None:
    change = (to == Comment.State.PUBLISHED) - (before == Comment.State.PUBLISHED)
    asked = count_answers(comments=[comment], change=change)
    Thread.objects.filter(pk=thread.pk).update(
        comment_count=F("comment_count") + change, last_change=thread.last_change, **asked
    )
    if change and comment.ancestor_paths:
        above = Comment.objects.filter(thread=thread, path__in=comment.ancestor_paths)
        above.update(published_below=F("published_below") + change)


def _tell(*, comment: Comment, before: Comment.State, to: Comment.State) -> None:
    tags = (f"thread:{comment.thread_id}", f"reader:{comment.author_id}")
    if to == Comment.State.PUBLISHED:
        purge_on_commit(*tags)
        announce(CommentPublished(comment_id=comment.pk, thread_id=comment.thread_id))
    elif to == Comment.State.PENDING:
        purge_on_commit(*tags, drop=True)
        announce(CommentHeld(comment_id=comment.pk, thread_id=comment.thread_id))
    elif to == Comment.State.DELETED:
        purge_on_commit(*tags, drop=before == Comment.State.PUBLISHED)
        announce(CommentDeleted(comment_id=comment.pk, thread_id=comment.thread_id))
    elif to == Comment.State.REMOVED:
        # Removed words must not be served again, not even while the app is away.
        purge_on_commit(*tags, drop=before == Comment.State.PUBLISHED)
        announce(CommentRemoved(comment_id=comment.pk, thread_id=comment.thread_id))
