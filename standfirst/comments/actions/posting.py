"""Posting a comment: checked, written as pending, announced. Whether it appears is decided above."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction

from standfirst.accounts.models import User
from standfirst.accounts.restrictions import objection_to
from standfirst.comments.actions.states import record_birth
from standfirst.comments.events import CommentPosted
from standfirst.comments.models import DEEPEST_PATH, NUMBER_DIGITS, Comment, Thread, Turn
from standfirst.comments.writing import RENDERER, clean_body, render_body
from standfirst.events import announce
from standfirst.stories.models import Guest, StoryPage

PER_MINUTE = 6
SAME_TEXT_WITHIN = timedelta(minutes=10)
LONG_ENOUGH_TO_REPEAT = 40


class CommentsClosed(Exception):
    """The story takes no comments, or is no longer public."""


class QuestionsNotYet(Exception):
    """The thread is questions to guests, and they are not taken yet."""


class QuestionsOver(Exception):
    """The thread is questions to guests, and the time for them is over. What was asked may be talked about."""


class ParentGone(Exception):
    """The comment replied to is not public any more."""


class TooFast(Exception):
    """The reader has posted PER_MINUTE comments within a minute."""


class Repeated(Exception):
    """The reader has said just this in this conversation a moment ago."""


class Restricted(Exception):
    """The person may not write at present; the first argument says why, in words."""


class EmailNotConfirmed(Exception):
    """No address of this person is proven to be theirs."""


class NameMissing(Exception):
    """The reader has not yet chosen a name to stand by the comment."""


@transaction.atomic
def post_comment(
    *, thread_id: int, author: User, body: str, now: datetime, parent_id: int | None = None, posting_key: str = ""
) -> Comment:
    """A new comment of `author`, pending or, where moderation passes it at once, published.

    The same words under the same `posting_key` (64 letters at most) a second time return the first comment and write
    nothing: a double click posts once.
    Without a key the same text in the same place within ten minutes counts as the same comment.

    Raises CommentEmpty, CommentTooLong, CommentsClosed, QuestionsNotYet, QuestionsOver, ParentGone, TooFast, Repeated,
    Restricted, EmailNotConfirmed, NameMissing; then nothing is written.
    """
    text = clean_body(body)
    if not author.display_name:
        raise NameMissing
    check_may_write(author=author, now=now)
    # The thread's row is locked first, here and everywhere: it gives the number and guards the count.
    thread = Thread.objects.select_for_update().get(pk=thread_id)
    existing = find_repeat(
        thread=thread, author=author, parent_id=parent_id, text=text, posting_key=posting_key, now=now
    )
    if existing is not None:
        return existing
    check_open(thread=thread, now=now)
    by_guest = is_guest(thread=thread, author=author)
    if not by_guest and parent_id is None:
        check_questions(thread=thread, now=now)
    check_speed(author=author, now=now)
    check_repeated(thread=thread, author=author, text=text, now=now)
    parent = find_parent(thread=thread, parent_id=parent_id)
    thread.last_number += 1
    thread.last_change += 1
    thread.save(update_fields=["last_number", "last_change"])
    comment = Comment.objects.create(
        thread=thread,
        author=author,
        parent=parent,
        number=thread.last_number,
        path=path_below(parent, thread.last_number),
        body=text,
        body_html=render_body(text),
        renderer=RENDERER,
        posted_at=now,
        posting_key=unused_key(author=author, posting_key=posting_key),
        by_guest=by_guest,
    )
    record_birth(comment=comment, thread=thread, now=now)
    announce(CommentPosted(comment_id=comment.pk))
    comment.refresh_from_db(fields=["state"])
    return comment


def find_repeat(
    *, thread: Thread, author: User, parent_id: int | None, text: str, posting_key: str, now: datetime
) -> Comment | None:
    """The comment this one repeats: same text, same place, and same key or, without script, within ten minutes."""
    same = Comment.objects.filter(author=author, thread=thread, parent_id=parent_id, body=text)
    if posting_key:
        return same.filter(posting_key=posting_key).first()
    return same.filter(posted_at__gt=now - SAME_TEXT_WITHIN).first()


def unused_key(*, author: User, posting_key: str) -> str:
    """The form's key, or one of our own: going Back in the browser brings a used key to other words."""
    used = not posting_key or Comment.objects.filter(author=author, posting_key=posting_key).exists()
    return secrets.token_hex(16) if used else posting_key


def check_open(*, thread: Thread, now: datetime) -> None:
    """The thread then knows of its story only what is asked here and by whoever leads the reader back to it."""
    if thread.story_id is not None:
        thread.story = StoryPage.objects.only("live", "comments_mode", "url_path").get(pk=thread.story_id)
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


def check_speed(*, author: User, now: datetime) -> None:
    recent = Comment.objects.filter(author=author, posted_at__gt=now - timedelta(minutes=1)).count()
    if recent >= PER_MINUTE:
        raise TooFast


def check_may_write(*, author: User, now: datetime) -> None:
    """What is known of the person alone; asked before the thread is locked."""
    if why := objection_to(author, now=now):
        raise Restricted(why)
    proven = list(EmailAddress.objects.filter(user=author).values_list("verified", flat=True))
    # Whoever has no address at all was made by an administrator.
    if proven and not any(proven):
        raise EmailNotConfirmed


def check_repeated(*, thread: Thread, author: User, text: str, now: datetime) -> None:
    """The same sentence twice in one conversation is a mistake or a nuisance; "Thank you" twice is neither."""
    lately = Comment.objects.filter(author=author, posted_at__gt=now - SAME_TEXT_WITHIN, thread=thread, body=text)
    if len(text) >= LONG_ENOUGH_TO_REPEAT and lately.exists():
        raise Repeated


def find_parent(*, thread: Thread, parent_id: int | None) -> Comment | None:
    if parent_id is None:
        return None
    parent = Comment.objects.filter(pk=parent_id, thread=thread, state=Comment.State.PUBLISHED).first()
    if parent is None:
        raise ParentGone
    return parent


def path_below(parent: Comment | None, number: int) -> str:
    """The path of comment `number` below `parent`; beyond DEEPEST_PATH levels it stands beside its parent."""
    above = parent.path[: NUMBER_DIGITS * (DEEPEST_PATH - 1)] if parent else ""
    return f"{above}{number:0{NUMBER_DIGITS}d}"
