"""What a reader has said a moment ago: the same again, or too much. Read under the thread's lock, in one query."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Q

from standfirst.comments.models import Comment
from standfirst.prepared import Prepared

PER_MINUTE = 6
MINUTE = timedelta(minutes=1)
SAME_TEXT_WITHIN = timedelta(minutes=10)
LONG_ENOUGH_TO_REPEAT = 40


class TooFast(Exception):
    """The reader has posted PER_MINUTE comments within a minute."""


class Repeated(Exception):
    """The reader has said just this in this conversation a moment ago."""


class Said(NamedTuple):
    """A comment of the reader; `same_words`: those of the new one."""

    comment_id: int
    thread_id: int
    parent_id: int | None
    posted_at: datetime
    posting_key: str
    same_words: bool


@dataclass(frozen=True)
class Lately:
    """All of SAME_TEXT_WITHIN, and whatever came under the key of the new comment, the oldest first."""

    said: list[Said]

    def repeated_by(self, new: Comment) -> int | None:
        """The comment that `new` repeats: same text, same place, and same key or, without script, lately."""
        since = new.posted_at - SAME_TEXT_WITHIN
        for one in self.said:
            is_same = one.same_words and (one.thread_id, one.parent_id) == (new.thread_id, new.parent_id)
            if is_same and (one.posting_key == new.posting_key if new.posting_key else one.posted_at > since):
                return one.comment_id
        return None

    def check_speed(self, new: Comment) -> None:
        """Raises TooFast."""
        if sum(one.posted_at > new.posted_at - MINUTE for one in self.said) >= PER_MINUTE:
            raise TooFast

    def check_repeated(self, new: Comment) -> None:
        """The same sentence twice in one conversation is a mistake or a nuisance; "Thank you" twice is neither.

        Raises Repeated.
        """
        since = new.posted_at - SAME_TEXT_WITHIN
        same = (one.same_words and one.thread_id == new.thread_id and one.posted_at > since for one in self.said)
        if len(new.body) >= LONG_ENOUGH_TO_REPEAT and any(same):
            raise Repeated

    def unused_key(self, new: Comment) -> str:
        """The form's key, or one of our own: going Back in the browser brings a used key to other words."""
        used = any(one.posting_key == new.posting_key for one in self.said)
        return secrets.token_hex(16) if used or not new.posting_key else new.posting_key


def said_lately(new: Comment) -> Lately:
    """Of the author of a comment that is about to be written."""
    rows = SAID(author=new.author_id, since=new.posted_at - SAME_TEXT_WITHIN, key=new.posting_key, body=new.body)
    return Lately([Said(*row) for row in rows])


def _said(author: Any, since: Any, key: Any, body: Any) -> Any:
    own = Comment.objects.filter(Q(posted_at__gt=since) | Q(posting_key=key), author=author)
    read = ("pk", "thread_id", "parent_id", "posted_at", "posting_key", "same_words")
    return own.annotate(same_words=Q(body=body)).order_by("pk").values_list(*read)


SAID: Prepared[tuple[Any, ...]] = Prepared(_said, kept=True)
