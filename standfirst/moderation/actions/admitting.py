"""What happens to a new comment: published at once when the quick rules pass, else into the queue."""

from __future__ import annotations

import logging

from django.db import transaction

from standfirst.comments.actions.states import Cause, change_state, record_hold
from standfirst.comments.events import CommentPosted
from standfirst.comments.models import Comment
from standfirst.comments.writing import links_in
from standfirst.moderation.models import HeldWord, QueueItem
from standfirst.moderation.screening import Submission, Verdict, screen
from standfirst.stories.models import StoryPage

logger = logging.getLogger(__name__)

BROKEN = Verdict(
    "check-failed",
    "Our check did not finish, so a moderator reads it first.",
    "The check failed; nothing is known about this comment.",
)


# A thread stands under one of the two.
MODES = ("thread__story__comments_mode", "thread__outside_page__comments_mode")


def admit(fact: CommentPosted) -> None:
    """Runs within the transaction that wrote the comment. A check that fails holds the comment, never passes it."""
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
    try:
        # A savepoint: a query that fails must not take the comment with it.
        with transaction.atomic():
            return screen(describe(comment))
    except Exception:
        logger.exception("Screening failed on comment %s", comment.pk)
        return BROKEN


def describe(comment: Comment) -> Submission:
    """What screening may know of a comment."""
    author = comment.author
    published = Comment.objects.filter(author=author, state=Comment.State.PUBLISHED).exclude(pk=comment.pk)
    return Submission(
        body=comment.body,
        links=len(links_in(comment.body)),
        premoderated=comment.thread.place.comments_mode == StoryPage.Comments.PREMODERATED,
        author_is_staff=author.is_staff,
        author_is_guest=comment.by_guest,
        author_published_before=published.count(),
        held_words=list(HeldWord.objects.values_list("word", flat=True)),
    )
