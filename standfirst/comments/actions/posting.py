"""Posting a comment: checked, written as pending, announced. Whether it appears is decided above."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from standfirst.accounts.models import User
from standfirst.accounts.restrictions import objection_to
from standfirst.comments.actions.lately import PER_MINUTE, Repeated, TooFast, said_lately
from standfirst.comments.actions.locking import find_thread, lock_thread
from standfirst.comments.actions.passing import cause_to_appear
from standfirst.comments.actions.states import Cause, bring_to_life
from standfirst.comments.models import DEEPEST_PATH, NUMBER_DIGITS, Comment, Thread, Turn
from standfirst.comments.writing import RENDERER, clean_body, render_body
from standfirst.prepared import Prepared
from standfirst.stories.models import Guest

__all__ = [
    "PER_MINUTE",
    "AskedFirst",
    "CommentsClosed",
    "EmailNotConfirmed",
    "NameMissing",
    "NotTaken",
    "ParentGone",
    "QuestionsNotYet",
    "QuestionsOver",
    "Repeated",
    "Restricted",
    "TooFast",
    "check_open",
    "path_below",
    "post_comment",
]


class CommentsClosed(Exception):
    """The story takes no comments, or is no longer public."""


class QuestionsNotYet(Exception):
    """The thread is questions to guests, and they are not taken yet."""


class QuestionsOver(Exception):
    """The thread is questions to guests, and the time for them is over. What was asked may be talked about."""


class ParentGone(Exception):
    """The comment replied to is not public any more."""


class Restricted(Exception):
    """The person may not write at present; the first argument says why, in words."""


class EmailNotConfirmed(Exception):
    """No address of this person is proven to be theirs."""


class NotTaken(Exception):
    """Whoever judges above takes no such words; the first argument says why, in words."""


class AskedFirst(Exception):
    """Whoever judges above would have the author look again; the first argument says why. Insisting posts it."""


class NameMissing(Exception):
    """The reader has not yet chosen a name to stand by the comment."""


def post_comment(
    *,
    thread_id: int,
    author: User,
    body: str,
    now: datetime,
    parent_id: int | None = None,
    posting_key: str = "",
    insists: bool = False,
) -> Comment:
    """A new comment of `author`, pending or, where moderation passes it at once, published. It knows its thread.

    The same words under the same `posting_key` (64 letters at most) a second time return the first comment and write
    nothing: a double click posts once.
    Without a key the same text in the same place within ten minutes counts as the same comment.
    `insists`: the author has been asked whether it may break the rules, and sends it as it is.

    Raises CommentEmpty, CommentTooLong, CommentsClosed, QuestionsNotYet, QuestionsOver, ParentGone, TooFast, Repeated,
    Restricted, EmailNotConfirmed, NameMissing, Thread.DoesNotExist, and from above NotTaken and AskedFirst; then
    nothing is written.
    """
    text = clean_body(body)
    if not author.display_name:
        raise NameMissing
    thread = find_thread(thread_id)
    check_may_write(author=author, now=now)
    # While the thread is locked others wait: what needs no lock, rendering and judging, is done before.
    comment = Comment(
        thread=thread,
        author=author,
        parent_id=parent_id,
        body=text,
        body_html=render_body(text),
        renderer=RENDERER,
        posted_at=now,
        posting_key=posting_key,
        by_guest=is_guest(thread=thread, author=author),
    )
    cause = cause_to_appear(comment=comment, insists=insists)
    return write(comment=comment, judged_for=thread.place.comments_mode, cause=cause, insists=insists)


@transaction.atomic
def write(*, comment: Comment, judged_for: str, cause: Cause | None, insists: bool) -> Comment:
    """Check under the thread's lock what only holds there, and write the comment, or find the one it repeats."""
    # The thread's row is locked first, here and everywhere: it gives the number and guards the count.
    thread = comment.thread = lock_thread(comment.thread)
    lately = said_lately(comment)
    if (repeated := lately.repeated_by(comment)) is not None:
        return Comment.objects.select_related("thread__story", "thread__outside_page").get(pk=repeated)
    check_open(thread=thread, now=comment.posted_at)
    by_guest = is_guest(thread=thread, author=comment.author)
    if not by_guest and comment.parent_id is None:
        check_questions(thread=thread, now=comment.posted_at)
    lately.check_speed(comment)
    lately.check_repeated(comment)
    parent = find_parent(thread=thread, parent_id=comment.parent_id)
    comment.number = thread.last_number + 1
    comment.path = path_below(parent, comment.number)
    comment.posting_key = lately.unused_key(comment)
    # The desk may have changed its mind while this one stood in line.
    as_judged = thread.place.comments_mode == judged_for and by_guest == comment.by_guest
    comment.by_guest = by_guest
    appears = cause if as_judged else None
    bring_to_life(comment=comment, cause=appears, insists=insists)
    if not appears:
        comment.refresh_from_db(fields=["state"])
    return comment


def check_open(*, thread: Thread, now: datetime) -> None:
    if not thread.takes_comments(place=thread.place, now=now):
        raise CommentsClosed


def is_guest(*, thread: Thread, author: User) -> bool:
    """Whether `author` answers here; asked in threads of questions only, so that others cost nothing more."""
    return thread.asks_questions and Guest.objects.filter(story=thread.story_id, account=author).exists()


def check_questions(*, thread: Thread, now: datetime) -> None:
    """Whoever isn't a guest says something new in their time only. Replies go on until the thread closes."""
    if not thread.asks_questions:
        return
    turn = thread.turn(now=now)
    if turn == Turn.BEFORE:
        raise QuestionsNotYet
    if turn == Turn.OVER:
        raise QuestionsOver


def check_may_write(*, author: User, now: datetime) -> None:
    """What is known of the person alone; asked before the thread is locked."""
    if why := objection_to(author, now=now):
        raise Restricted(why)
    proven = PROVEN(author=author.pk)
    # Whoever has no address at all was made by an administrator.
    if proven and not any(proven):
        raise EmailNotConfirmed


PROVEN: Prepared[bool] = Prepared(
    lambda author: EmailAddress.objects.filter(user=author).values_list("verified", flat=True), kept=True
)


def find_parent(*, thread: Thread, parent_id: int | None) -> Comment | None:
    if parent_id is None:
        return None
    parent = PARENT.first(thread=thread.pk, parent=parent_id)
    if parent is None:
        raise ParentGone
    return parent


PARENT: Prepared[Comment] = Prepared(
    lambda thread, parent: Comment.objects.filter(pk=parent, thread=thread, state=Comment.State.PUBLISHED).only("path"),
    kept=True,
)


def path_below(parent: Comment | None, number: int) -> str:
    """The path of comment `number` below `parent`; beyond DEEPEST_PATH levels it stands beside its parent."""
    above = parent.path[: NUMBER_DIGITS * (DEEPEST_PATH - 1)] if parent else ""
    return f"{above}{number:0{NUMBER_DIGITS}d}"
