"""What happens to a new comment: published at once when the quick rules pass, else into the queue."""

from __future__ import annotations

import logging

from django.db import transaction

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


def admit(fact: CommentPosted) -> None:
    """Runs within the transaction that wrote the comment. A check that fails holds the comment, never passes it.

    Raises NotTaken and AskedFirst; then the comment was never written.
    """
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
    try:
        # A savepoint: a query that fails must not take the comment with it.
        with transaction.atomic():
            return screen(submission_of(comment, insists=insists))
    except Exception:
        logger.exception("Screening failed on comment %s", comment.pk)
        return BROKEN
