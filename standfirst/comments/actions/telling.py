"""Telling readers what a comment means to them: a reply, a pick, a conversation that goes on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from standfirst.accounts.actions.notifying import notify, notify_many
from standfirst.accounts.models import Notification
from standfirst.accounts.mornings import next_morning
from standfirst.comments.models import Comment, Follow, Mute, OutsidePage
from standfirst.prepared import Prepared
from standfirst.stories.models import StoryPage

NEWS_FOR = timedelta(days=30)
"""What was said longer ago, and is published only now, is told to nobody: it came from elsewhere."""


def tell_of_comment(*, comment_id: int, now: datetime) -> None:
    """The author of the comment above is told of a reply; those who follow the thread, that it goes on.

    Told once, however often this runs and a comment is published. Nobody is told of what they wrote themselves, of
    somebody they have muted, or of a comment that is no longer public.
    """
    comment = PUBLIC.first(comment=comment_id, since=now - NEWS_FOR)
    if comment is None:
        return
    above = comment.parent.author_id if comment.parent is not None else None
    deaf = {comment.author_id, *DEAF(to=comment.author_id)}
    if above is not None and above not in deaf:
        notify(reader_id=above, kind="reply", key=f"reply:{comment.pk}", ids={"comment": comment.pk}, now=now)
    # One row for each day and thread: a thousand comments make no thousand rows for each who follows.
    key = f"thread:{comment.thread_id}:{next_morning(now).isoformat()}"
    following = FOLLOWING(thread=comment.thread_id, key=key)
    notify_many(
        reader_ids={pk for pk in following if pk not in deaf and pk != above},
        kind="thread",
        key=key,
        ids={"comment": comment.pk, "thread": comment.thread_id},
        now=now,
    )


def _public(comment: Any, since: Any) -> Any:
    """Published, not long ago, under what readers may see."""
    story = Exists(StoryPage.objects.visible_to_readers().filter(thread=OuterRef("thread")))
    outside = Exists(OutsidePage.objects.filter(thread=OuterRef("thread"), live=True))
    published = Comment.objects.filter(story | outside, state=Comment.State.PUBLISHED, posted_at__gt=since)
    return published.filter(pk=comment).select_related("parent").only("thread", "author", "parent__author")


def _following(thread: Any, key: Any) -> Any:
    told = Exists(Notification.objects.filter(reader=OuterRef("reader"), key=key))
    return Follow.objects.filter(~told, thread=thread).values_list("reader_id", flat=True)


PUBLIC: Prepared[Comment] = Prepared(_public)
FOLLOWING: Prepared[int] = Prepared(_following)
DEAF: Prepared[int] = Prepared(lambda to: Mute.objects.filter(muted=to).values_list("reader_id", flat=True))


def tell_of_pick(*, comment_id: int, now: datetime) -> None:
    """The author of a comment that the desk has picked is told so, once. Picking it again tells nothing new."""
    comment = Comment.objects.filter(pk=comment_id, state=Comment.State.PUBLISHED, picked_at__isnull=False).first()
    if comment is not None:
        notify(reader_id=comment.author_id, kind="pick", key=f"pick:{comment.pk}", ids={"comment": comment.pk}, now=now)
