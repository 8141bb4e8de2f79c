"""What happens to a new comment: it appears at once when the quick rules pass, else it goes into the queue."""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.db import connection, transaction

from standfirst.comments.actions.states import Cause, change_state, record_hold
from standfirst.comments.events import CommentPosted
from standfirst.comments.models import Comment
from standfirst.comments.writing import links_in
from standfirst.moderation.models import HeldWord, QueueItem
from standfirst.moderation.screening import Submission, Verdict, screen
from standfirst.prepared import Prepared
from standfirst.stories.models import StoryPage

logger = logging.getLogger(__name__)

BROKEN = Verdict(
    "check-failed",
    "Our check did not finish, so a moderator reads it first.",
    "The check failed; nothing is known about this comment.",
)


# A thread stands under one of the two.
MODES = ("thread__story__comments_mode", "thread__outside_page__comments_mode")


def passed_by_rules(comment: Comment) -> Cause | None:
    """For a comment that is about to be written: why it appears at once, or None. See comments/actions/passing.py."""
    return Cause(rule="screening", why="The quick rules passed.") if judge(comment).passes else None


def admit(fact: CommentPosted) -> None:
    """Runs within the transaction that wrote the comment. One that has not appeared is judged again, under the lock.

    A check that fails holds the comment, never passes it.
    """
    if fact.has_appeared:
        return
    comment = read_comment(fact.comment_id)
    verdict = judge(comment)
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


def read_comment(comment_id: int) -> Comment:
    """While the thread is locked, others wait: no more is read than what is judged."""
    read = ("body", "state", "revision", "posted_at", "edited_at", "by_guest", "author__is_staff", *MODES)
    return (
        Comment.objects.select_related("thread__story", "thread__outside_page", "author").only(*read).get(pk=comment_id)
    )


def judge(comment: Comment) -> Verdict:
    """Of a comment that is written, or about to be."""
    try:
        with query_that_may_fail():
            return screen(describe(comment))
    except Exception:
        logger.exception("Screening failed on comment %s", comment.pk)
        return BROKEN


def query_that_may_fail() -> AbstractContextManager[object]:
    """Within a transaction a savepoint, so that a query that fails does not take the comment with it."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


def describe(comment: Comment) -> Submission:
    """What screening may know of a comment."""
    return Submission(
        body=comment.body,
        links=len(links_in(comment.body)),
        premoderated=comment.thread.place.comments_mode == StoryPage.Comments.PREMODERATED,
        author_is_staff=comment.author.is_staff,
        author_is_guest=comment.by_guest,
        author_published_before=len(PUBLISHED(author=comment.author_id, but=comment.pk or 0)),
        held_words=HELD_WORDS(),
    )


HELD_WORDS: Prepared[str] = Prepared(lambda: HeldWord.objects.order_by().values_list("word", flat=True), kept=True)


def _published(author: Any, but: Any) -> Any:
    """The author's other comments that are public. Whether there are any matters, and not how many."""
    own = Comment.objects.filter(author=author, state=Comment.State.PUBLISHED).exclude(pk=but)
    return own.values_list("pk", flat=True)[:1]


PUBLISHED: Prepared[int] = Prepared(_published, kept=True)
