"""Telling readers what a comment means to them: a reply, a pick, a conversation that goes on."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from standfirst.accounts.actions.notifying import notify, notify_many
from standfirst.accounts.models import Notification
from standfirst.accounts.mornings import next_morning
from standfirst.comments.models import Comment, Follow, Mute
from standfirst.comments.queries import public_place

NEWS_FOR = timedelta(days=30)
"""What was said longer ago, and is published only now, is told to nobody: it came from elsewhere."""


def tell_of_comment(*, comment_id: int, now: datetime) -> None:
    """The author of the comment above is told of a reply; those who follow the thread, that it goes on.

    Told once, however often this runs and a comment is published. Nobody is told of what they wrote themselves, of
    somebody they have muted, or of a comment that is no longer public.
    """
    published = Comment.objects.filter(state=Comment.State.PUBLISHED).select_related("parent")
    comment = published.filter(pk=comment_id, posted_at__gt=now - NEWS_FOR).first()
    if comment is None or public_place(comment.thread_id) is None:
        return
    above = comment.parent.author_id if comment.parent is not None else None
    deaf = {comment.author_id, *Mute.objects.filter(muted=comment.author_id).values_list("reader_id", flat=True)}
    if above is not None and above not in deaf:
        notify(reader_id=above, kind="reply", key=f"reply:{comment.pk}", ids={"comment": comment.pk}, now=now)
    # One row for each day and thread: a thousand comments make no thousand rows for each who follows.
    key = f"thread:{comment.thread_id}:{next_morning(now).isoformat()}"
    told = Exists(Notification.objects.filter(reader=OuterRef("reader"), key=key))
    follows = Follow.objects.filter(~told, thread=comment.thread_id)
    notify_many(
        reader_ids={pk for pk in follows.values_list("reader_id", flat=True) if pk not in deaf and pk != above},
        kind="thread",
        key=key,
        ids={"comment": comment.pk, "thread": comment.thread_id},
        now=now,
    )


def tell_of_pick(*, comment_id: int, now: datetime) -> None:
    """The author of a comment that the desk has picked is told so, once. Picking it again tells nothing new."""
    comment = Comment.objects.filter(pk=comment_id, state=Comment.State.PUBLISHED, picked_at__isnull=False).first()
    if comment is not None:
        notify(reader_id=comment.author_id, kind="pick", key=f"pick:{comment.pk}", ids={"comment": comment.pk}, now=now)
