"""The only place where a comment's state changes, its counts with it, and the row that tells why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from standfirst.accounts.models import User
from standfirst.comments.actions.answers import count_answers
from standfirst.comments.actions.locking import lock_comment
from standfirst.comments.events import CommentDeleted, CommentHeld, CommentPosted, CommentPublished, CommentRemoved
from standfirst.comments.models import Comment, StateChange, Thread
from standfirst.edge.purging import purge_on_commit
from standfirst.events import announce
from standfirst.prepared import PreparedInsert, PreparedUpdate


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


def bring_to_life(*, comment: Comment, cause: Cause | None, insists: bool = False) -> None:
    """Write a new comment with the first rows of its history: pending, and published where there is a cause for it.

    Within the transaction that has locked its thread, which the comment knows; the thread's counts go on.
    """
    thread = comment.thread
    comment.state = Comment.State.PUBLISHED if cause else Comment.State.PENDING
    WRITE_COMMENT(comment)
    thread.last_number = comment.number
    history = [_birth(comment)]
    if cause:
        history.append(_change(comment, cause, Comment.State.PENDING, Comment.State.PUBLISHED, comment.posted_at))
    WRITE_HISTORY(*history)
    _count(comment, by=1 if cause else 0)
    announce(CommentPosted(comment_id=comment.pk, has_appeared=cause is not None, insists=insists))
    if cause:
        _tell(comment=comment, before=Comment.State.PENDING, to=Comment.State.PUBLISHED)


def _birth(comment: Comment) -> StateChange:
    """From nothing to pending, by its author."""
    return StateChange(
        comment=comment,
        revision=comment.revision,
        to_state=Comment.State.PENDING,
        at=comment.posted_at,
        actor_id=comment.author_id,
        thread=comment.thread,
        sequence=_next_change(comment.thread),
    )


def _change(comment: Comment, cause: Cause, before: Comment.State, to: Comment.State, now: datetime) -> StateChange:
    return StateChange(
        comment=comment,
        thread=comment.thread,
        sequence=_next_change(comment.thread),
        revision=comment.revision,
        from_state=before,
        to_state=to,
        at=now,
        actor=cause.actor,
        rule=cause.rule,
        policy_version=cause.policy_version,
        why=cause.why,
    )


def _next_change(thread: Thread) -> int:
    """Where the next change stands among those of the thread, which is locked and is written with its count."""
    thread.last_change += 1
    return thread.last_change


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
    comment = lock_comment(comment_id)
    if comment.revision != revision:
        raise StaleRevision
    before = Comment.State(comment.state)
    if before == to:
        return comment
    if before == Comment.State.DELETED:
        raise AuthorDeleted
    WRITE_HISTORY(_change(comment, cause, before, to, now))
    comment.state = to
    comment.save(update_fields=["state"])
    _count(comment, by=(to == Comment.State.PUBLISHED) - (before == Comment.State.PUBLISHED))
    _tell(comment=comment, before=before, to=to)
    return comment


def _count(comment: Comment, *, by: int) -> None:
    """Write the thread's numbers down, with `by` more published comments, also above the comment."""
    thread = comment.thread
    thread.comment_count += by
    counted = count_answers(comments=[comment], change=by)
    COUNT_IN_THREAD(
        thread=thread.pk,
        number=thread.last_number,
        change=thread.last_change,
        by=by,
        questions=counted.questions,
        answered=counted.answered,
    )
    if by and comment.ancestor_paths:
        COUNT_ABOVE(thread=thread.pk, paths=comment.ancestor_paths, by=by)


def _count_in_thread(
    thread: Any, number: Any, change: Any, by: Any, questions: Any, answered: Any
) -> tuple[Any, dict[str, Any]]:
    return Thread.objects.filter(pk=thread), {
        "last_number": number,
        "last_change": change,
        "comment_count": F("comment_count") + by,
        "question_count": F("question_count") + questions,
        "answered_count": F("answered_count") + answered,
    }


COUNT_IN_THREAD = PreparedUpdate(_count_in_thread)
COUNT_ABOVE = PreparedUpdate(
    lambda thread, paths, by: (
        Comment.objects.filter(thread=thread, path__in=paths),
        {"published_below": F("published_below") + by},
    )
)
WRITE_COMMENT = PreparedInsert(Comment)
WRITE_HISTORY = PreparedInsert(StateChange)


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
