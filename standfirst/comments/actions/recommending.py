"""Recommending a comment, once for each reader, and taking that back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from standfirst.accounts.models import User
from standfirst.comments.models import Comment, Recommendation, Thread
from standfirst.edge.purging import purge_on_commit


class NotToRecommend(Exception):
    """The comment is not public, it is the reader's own, or the conversation is over."""


@transaction.atomic
def recommend(*, comment_id: int, reader: User, now: datetime) -> Comment:
    """The comment with its new count; a second time changes nothing.

    Raises NotToRecommend, and Comment.DoesNotExist. Locks the thread, then the comment.
    """
    thread, comment = _locked(comment_id)
    if comment.state != Comment.State.PUBLISHED or comment.author_id == reader.pk:
        raise NotToRecommend
    if not thread.takes_comments(place=thread.place, now=now):
        raise NotToRecommend
    if _standing(comment, reader) is not None:
        return comment
    thread.last_change += 1
    Recommendation.objects.create(
        comment=comment, thread=thread, reader=reader, made_at=now, made_in=thread.last_change
    )
    return _counted(thread, comment, by=1)


@transaction.atomic
def take_back(*, comment_id: int, reader: User, now: datetime) -> Comment:
    """The comment without the reader's recommendation; where there is none nothing changes.

    Also of a comment that is no longer public. Raises Comment.DoesNotExist. Locks the thread, then the comment.
    """
    thread, comment = _locked(comment_id)
    standing = _standing(comment, reader)
    if standing is None:
        return comment
    thread.last_change += 1
    standing.undone_at = now
    standing.undone_in = thread.last_change
    standing.save(update_fields=["undone_at", "undone_in"])
    return _counted(thread, comment, by=-1)


def _locked(comment_id: int) -> tuple[Thread, Comment]:
    thread_id = Comment.objects.values_list("thread_id", flat=True).get(pk=comment_id)
    thread = Thread.objects.select_for_update().get(pk=thread_id)
    return thread, Comment.objects.select_for_update(of=("self",)).get(pk=comment_id)


def _standing(comment: Comment, reader: User) -> Recommendation | None:
    return Recommendation.objects.filter(comment=comment, reader=reader, undone_in__isnull=True).first()


def _counted(thread: Thread, comment: Comment, *, by: int) -> Comment:
    thread.save(update_fields=["last_change"])
    Comment.objects.filter(pk=comment.pk).update(recommend_count=F("recommend_count") + by)
    comment.recommend_count += by
    purge_on_commit(f"thread:{thread.pk}")
    return comment
