"""Comments of somebody whose account is closed: the words go, or the name alone, in small transactions.

One thread at a time is locked, for fifty comments at most: whoever wants to post there waits for some milliseconds.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import batched, groupby
from operator import itemgetter

from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Concat

from standfirst.accounts.actions.erasing import delete_in_batches
from standfirst.accounts.personal_data import Leaver, on_closing
from standfirst.comments.actions.answers import count_answers
from standfirst.comments.events import CommentsErased
from standfirst.comments.models import (
    Comment,
    CommentRevision,
    Follow,
    Mute,
    StateChange,
    Thread,
    WebhookDelivery,
)
from standfirst.edge.purging import purge_on_commit
from standfirst.events import announce

ERASED = "—"
AT_ONCE = 50
FIRST = 10
FEWEST = 10
# Short enough that a busy machine seldom takes the processor away in the middle, with everybody else locked out.
AIM_SECONDS = 0.01
LOOKED_UP_AT_ONCE = 5000
THREADS_AT_ONCE = 100
RULE = "account-closed"
STANDING = [Comment.State.PUBLISHED, Comment.State.PENDING]
GONE = [Comment.State.REMOVED, Comment.State.DELETED]


class Pace:
    """How many comments fit into one transaction of about AIM_SECONDS: fewer where the machine is slow or busy."""

    def __init__(self) -> None:
        self.size = min(FIRST, AT_ONCE)

    @contextmanager
    def measured(self) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        took = time.perf_counter() - begun
        self.size = min(AT_ONCE, max(FEWEST, int(self.size * min(2, AIM_SECONDS / took))))


@on_closing("comments")
def erase_words(*, leaver: Leaver, after: str) -> Iterator[str]:
    """The reader wants them gone: all of them. They stay: only those that nobody can see any more lose their words."""
    left = Comment.objects.filter(author=leaver.user_id).exclude(Q(state__in=GONE, body=ERASED))
    if leaver.keeps_text:
        left = left.filter(state__in=GONE)
    pace = Pace()
    while True:
        # Looked up outside any transaction, where nobody waits for it.
        found = list(left.order_by("thread_id", "pk").values_list("thread_id", "pk")[:LOOKED_UP_AT_ONCE])
        for thread_id, rows in groupby(found, key=itemgetter(0)):
            waiting = [comment_id for _, comment_id in rows]
            while waiting:
                some, waiting = waiting[: pace.size], waiting[pace.size :]
                with pace.measured():
                    erase_some(thread_id=thread_id, comment_ids=some, leaver=leaver)
                yield ""
        if len(found) < LOOKED_UP_AT_ONCE:
            return


@transaction.atomic
def erase_some(*, thread_id: int, comment_ids: Sequence[int], leaver: Leaver) -> None:
    """Some comments of one thread lose their words; those that were public or waited count as deleted by the author.

    Locks the thread, then the comments. Counts change with it, each comment leaves its row of history, and held copies
    of the page are dropped.
    """
    thread = Thread.objects.select_for_update().get(pk=thread_id)
    locked = Comment.objects.select_for_update(of=("self",)).filter(pk__in=comment_ids)
    comments = list(locked.only("pk", "path", "state", "revision", "parent", "by_guest", "answers").order_by("pk"))
    if leaver.keeps_text:
        # One that was put back meanwhile stays.
        comments = [one for one in comments if one.state in GONE]
    ids = [one.pk for one in comments]
    standing = [one for one in comments if one.state in STANDING]
    CommentRevision.objects.filter(comment__in=ids).delete()
    key = Concat(Value("erased-"), Cast("pk", models.CharField()))
    gone = {"body": ERASED, "body_html": "", "posting_key": key}
    if standing:
        # What readers see changes once, with counts and order; the words of each go with it.
        now = {"state": Comment.State.DELETED, "picked_at": None, "picked_by": None}
        Comment.objects.filter(pk__in=[one.pk for one in standing]).update(**now, **gone)
        _leave_rows_and_counts(thread=thread, comments=standing, leaver=leaver)
    if len(standing) < len(comments):
        Comment.objects.filter(pk__in=ids, state__in=GONE).exclude(body=ERASED).update(**gone)
    purge_on_commit(f"thread:{thread_id}", drop=True)
    announce(CommentsErased(thread_id=thread_id, comment_ids=tuple(ids)))


def _leave_rows_and_counts(*, thread: Thread, comments: Sequence[Comment], leaver: Leaver) -> None:
    """Many changes of state in one go; `states.change_state` does one, in the same order."""
    published = [one for one in comments if one.state == Comment.State.PUBLISHED]
    StateChange.objects.bulk_create(
        StateChange(
            comment=one,
            thread=thread,
            sequence=thread.last_change + place,
            revision=one.revision,
            from_state=one.state,
            to_state=Comment.State.DELETED,
            at=leaver.now,
            actor_id=leaver.user_id,
            rule=RULE,
        )
        for place, one in enumerate(comments, start=1)
    )
    counted = count_answers(comments=published, change=-1)
    Thread.objects.filter(pk=thread.pk).update(
        comment_count=F("comment_count") - len(published),
        last_change=F("last_change") + len(comments),
        question_count=F("question_count") + counted.questions,
        answered_count=F("answered_count") + counted.answered,
    )
    below = Counter(path for one in published for path in one.ancestor_paths)
    by_number: dict[int, list[str]] = defaultdict(list)
    for path, number in below.items():
        by_number[number].append(path)
    for number, paths in by_number.items():
        above = Comment.objects.filter(thread=thread, path__in=paths)
        above.update(published_below=F("published_below") - number)


@on_closing("earlier texts of comments")
def forget_earlier_texts(*, leaver: Leaver, after: str) -> Iterator[str]:
    """Also of comments that stay: what was mended was not meant to be read."""
    found = list(CommentRevision.objects.filter(comment__author=leaver.user_id).values_list("pk", flat=True))
    for some in batched(found, AT_ONCE):
        with transaction.atomic():
            CommentRevision.objects.filter(pk__in=some).delete()
        yield ""


@on_closing("what other systems were told")
def forget_messages(*, leaver: Leaver, after: str) -> Iterator[str]:
    said = Comment.objects.filter(author=leaver.user_id).values("pk")
    yield from delete_in_batches(WebhookDelivery.objects.filter(comment_id__in=said))


@on_closing("followed and muted")
def forget_follows(*, leaver: Leaver, after: str) -> Iterator[str]:
    yield from delete_in_batches(Follow.objects.filter(reader=leaver.user_id))
    yield from delete_in_batches(Mute.objects.filter(Q(reader=leaver.user_id) | Q(muted=leaver.user_id)))


@on_closing("the name by comments")
def drop_pages_with_name(*, leaver: Leaver, after: str) -> Iterator[str]:
    """The name is gone from the row already; held pages that still show it are thrown away."""
    with transaction.atomic():
        purge_on_commit(f"reader:{leaver.user_id}", drop=True)
    said = Comment.objects.filter(author=leaver.user_id, thread__gt=int(after or 0)).order_by()
    threads = sorted(said.values_list("thread_id", flat=True).distinct())
    for some in batched(threads, THREADS_AT_ONCE):
        with transaction.atomic():
            purge_on_commit(*(f"thread:{thread_id}" for thread_id in some), drop=True)
        yield str(some[-1])
