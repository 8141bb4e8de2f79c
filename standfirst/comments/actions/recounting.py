"""Comparing every stored count with a fresh one. A difference is a fault of ours; nothing here mends it quietly."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from standfirst.comments.models import Comment, StateChange, Thread


@dataclass(frozen=True)
class Difference:
    """One stored value that is not what counting gives."""

    what: str
    stored: object
    counted: object


@transaction.atomic
def recount() -> list[Difference]:
    """All differences between what is stored and what the rows give: counts of threads, of replies, states."""
    published: Counter[int] = Counter()
    below: Counter[tuple[int, str]] = Counter()
    differences: list[Difference] = []
    last_state = dict(StateChange.objects.order_by("comment_id", "id").values_list("comment_id", "to_state"))
    comments = Comment.objects.only("pk", "thread_id", "path", "state", "published_below").order_by("pk")
    for comment in comments.iterator(chunk_size=2000):
        if comment.state == Comment.State.PUBLISHED:
            published[comment.thread_id] += 1
            below.update((comment.thread_id, path) for path in comment.ancestor_paths)
        if last_state.get(comment.pk) != comment.state:
            differences.append(Difference(f"state of comment {comment.pk}", comment.state, last_state.get(comment.pk)))
    for comment in comments.iterator(chunk_size=2000):
        counted = below[comment.thread_id, comment.path]
        if comment.published_below != counted:
            differences.append(Difference(f"replies below comment {comment.pk}", comment.published_below, counted))
    for thread in Thread.objects.order_by("pk"):
        if thread.comment_count != published[thread.pk]:
            differences.append(
                Difference(f"comments of thread {thread.pk}", thread.comment_count, published[thread.pk])
            )
    return differences
