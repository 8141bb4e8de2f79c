"""What happens to a new comment: it appears at once when the quick rules pass, else it goes into the queue."""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager, nullcontext

from django.db import connection, transaction

from standfirst.comments.actions.posting import AskedFirst, NotTaken
from standfirst.comments.actions.states import Cause, change_state, record_hold
from standfirst.comments.events import CommentPosted
from standfirst.comments.models import Comment
from standfirst.moderation.models import QueueItem
from standfirst.moderation.screening import Effect, Verdict, screen
from standfirst.moderation.submissions import read_comment, submission_of

logger = logging.getLogger(__name__)

BROKEN = Verdict(
    "check-failed",
    "Our check did not finish, so a moderator reads it first.",
    "The check failed; nothing is known about this comment.",
    Effect.HOLD,
)


def passed_by_rules(*, comment: Comment, insists: bool) -> Cause | None:
    """For a comment that is about to be written: why it appears at once, or None. See comments/actions/passing.py."""
    return (
        Cause(rule="screening", why="The quick rules passed.")
        if judge(comment=comment, insists=insists).passes
        else None
    )


def admit(fact: CommentPosted) -> None:
    """Runs within the transaction that wrote the comment. One that has not appeared is judged again, under the lock.

    A check that fails holds the comment, never passes it. Raises NotTaken and AskedFirst; then it was never written.
    """
    if fact.has_appeared:
        return
    comment = read_comment(fact.comment_id)
    verdict = judge(comment=comment, insists=fact.insists)
    object_to(verdict=verdict)
    if verdict.passes:
        cause = Cause(rule="screening", why="The quick rules passed.")
        change_state(
            comment_id=comment.pk,
            revision=comment.revision,
            to=Comment.State.PUBLISHED,
            cause=cause,
            now=comment.posted_at,
        )
    else:
        record_hold(comment=comment, rule=verdict.rule, words_for_author=verdict.for_author, now=comment.posted_at)
        QueueItem.objects.create(
            comment=comment,
            revision=comment.revision,
            held_because=verdict.rule,
            held_words=verdict.for_moderator,
            entered_at=comment.posted_at,
        )


def object_to(*, verdict: Verdict) -> None:
    """Raises NotTaken and AskedFirst where the verdict keeps the comment from being written at all."""
    if verdict.effect is Effect.REFUSE:
        raise NotTaken(verdict.for_author)
    if verdict.effect is Effect.NUDGE:
        raise AskedFirst(verdict.for_author)


def judge(*, comment: Comment, insists: bool) -> Verdict:
    """Of a comment that is written, or about to be."""
    try:
        with query_that_may_fail():
            return screen(submission_of(comment, insists=insists))
    except Exception:
        logger.exception("Screening failed on comment %s", comment.pk)
        return BROKEN


def query_that_may_fail() -> AbstractContextManager[object]:
    """Within a transaction a savepoint, so that a query that fails does not take the comment with it."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()
