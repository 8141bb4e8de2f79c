"""What the worker does for the comments desk."""

from __future__ import annotations

import logging
from datetime import datetime
from threading import Lock, Thread
from typing import Any

from django.db import connection
from django.db.models import Exists, Q
from django.tasks import task

from standfirst import clock
from standfirst.comments.actions.deliveries import is_anything_due, send_due_deliveries
from standfirst.comments.actions.telling import tell_of_comment, tell_of_pick
from standfirst.comments.events import CommentPublished
from standfirst.comments.models import Comment, Follow
from standfirst.prepared import Prepared

logger = logging.getLogger(__name__)
_sending = Lock()


def begin_sending(*, now: datetime) -> bool:
    """Begin to send webhooks beside the worker's other work; False where nothing is due or it is at it already.

    Not in the worker's own thread: a receiver may take ten seconds to answer, and scheduled stories share the worker
    and must not wait for it. Killed with the worker, a sending leaves its claims to run out.
    """
    if not is_anything_due(now=now) or not _sending.acquire(blocking=False):
        return False
    Thread(target=_send_all_due, name="webhooks", daemon=True).start()
    return True


def _send_all_due() -> None:
    try:
        while send_due_deliveries(now=clock.now()):
            pass
    except Exception:  # the next round tries again
        logger.exception("Sending webhooks failed")
    finally:
        connection.close()
        _sending.release()


def ask_to_tell_readers(fact: CommentPublished) -> None:
    """Leaves the worker a task where a comment answers somebody or its thread is followed; most do neither."""
    if TOLD_TO_ANYBODY(comment=fact.comment_id, thread=fact.thread_id):
        tell_readers_of_comment.enqueue(comment_id=fact.comment_id, thread_id=fact.thread_id)


def _told_to_anybody(comment: Any, thread: Any) -> Any:
    followed = Exists(Follow.objects.filter(thread=thread))
    return Comment.objects.filter(Q(parent__isnull=False) | followed, pk=comment).values_list("pk", flat=True)


TOLD_TO_ANYBODY: Prepared[int] = Prepared(_told_to_anybody, kept=True)


@task
def tell_readers_of_comment(comment_id: int, thread_id: int) -> None:
    tell_of_comment(comment_id=comment_id, now=clock.now())


@task
def tell_author_of_pick(comment_id: int, thread_id: int) -> None:
    tell_of_pick(comment_id=comment_id, now=clock.now())
