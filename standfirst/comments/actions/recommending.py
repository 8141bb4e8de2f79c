"""Recommending a comment, once for each reader, and taking that back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from standfirst.accounts.models import User
from standfirst.comments.actions.locking import lock_comment
from standfirst.comments.models import Comment, Recommendation, Thread
from standfirst.edge.purging import purge_on_commit
from standfirst.prepared import Prepared, PreparedInsert, PreparedUpdate


class NotToRecommend(Exception):
    """The comment is not public, it is the reader's own, or the conversation is over."""


@transaction.atomic
def recommend(*, comment_id: int, reader: User, now: datetime) -> Comment:
    """The comment with its new count; a second time changes nothing.

    Raises NotToRecommend, and Comment.DoesNotExist. Locks the thread, then the comment.
    """
    comment = lock_comment(comment_id)
    thread = comment.thread
    if comment.state != Comment.State.PUBLISHED or comment.author_id == reader.pk:
        raise NotToRecommend
    if not thread.takes_comments(place=thread.place, now=now):
        raise NotToRecommend
    if standing_recommendation(comment_id=comment.pk, reader_id=reader.pk) is not None:
        return comment
    thread.last_change += 1
    WRITE(Recommendation(comment=comment, thread=thread, reader=reader, made_at=now, made_in=thread.last_change))
    return _counted(comment, by=1)


@transaction.atomic
def take_back(*, comment_id: int, reader: User, now: datetime) -> Comment:
    """The comment without the reader's recommendation; where there is none nothing changes.

    Also of a comment that is no longer public. Raises Comment.DoesNotExist. Locks the thread, then the comment.
    """
    comment = lock_comment(comment_id)
    thread = comment.thread
    standing = standing_recommendation(comment_id=comment.pk, reader_id=reader.pk)
    if standing is None:
        return comment
    thread.last_change += 1
    standing.undone_at = now
    standing.undone_in = thread.last_change
    standing.save(update_fields=["undone_at", "undone_in"])
    return _counted(comment, by=-1)


def standing_recommendation(*, comment_id: int, reader_id: int) -> Recommendation | None:
    """The reader's own of this comment, unless it was taken back."""
    return STANDING.first(comment=comment_id, reader=reader_id)


def _counted(comment: Comment, *, by: int) -> Comment:
    COUNT_CHANGE(thread=comment.thread_id, change=comment.thread.last_change)
    COUNT(comment=comment.pk, by=by)
    comment.recommend_count += by
    purge_on_commit(f"thread:{comment.thread_id}")
    return comment


STANDING: Prepared[Recommendation] = Prepared(
    lambda comment, reader: Recommendation.objects.filter(comment=comment, reader=reader, undone_in__isnull=True),
    kept=True,
)
WRITE = PreparedInsert(Recommendation)
COUNT_CHANGE = PreparedUpdate(lambda thread, change: (Thread.objects.filter(pk=thread), {"last_change": change}))
COUNT = PreparedUpdate(
    lambda comment, by: (Comment.objects.filter(pk=comment), {"recommend_count": F("recommend_count") + by})
)
