"""Reports when somebody's account is closed, and their words when time has gone by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import batched

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from standfirst.accounts.personal_data import Leaver, on_closing
from standfirst.comments.models import Comment
from standfirst.moderation.models import QueueItem, Report

ERASED = "—"
AT_ONCE = 100
FORGOTTEN_AT_ONCE = 1000


@on_closing("reports")
def forget_reporter(*, leaver: Leaver, after: str) -> Iterator[str]:
    """The address goes at once. The words go too, unless a moderator has yet to read them."""
    theirs = Report.objects.filter(Q(reporter=leaver.user_id) | Q(email__iexact=leaver.address))
    left = theirs.exclude(Q(email="") & (Q(decision=None) | Q(words=ERASED)))
    for some in batched(list(left.values_list("pk", flat=True)), AT_ONCE):
        with transaction.atomic():
            Report.objects.filter(pk__in=some).update(email="")
            Report.objects.filter(pk__in=some, decision__isnull=False).update(words=ERASED)
        yield ""


@on_closing("the queue")
def settle_queue(*, leaver: Leaver, after: str) -> Iterator[str]:
    """There is nothing left to decide about a comment without words; the row stays for what hangs on it."""
    idle = QueueItem.objects.filter(
        comment__author=leaver.user_id, comment__state=Comment.State.DELETED, state=QueueItem.State.OPEN
    )
    for some in batched(list(idle.values_list("pk", flat=True)), AT_ONCE):
        with transaction.atomic():
            QueueItem.objects.filter(pk__in=some).update(
                state=QueueItem.State.DECIDED, claimed_by=None, claimed_at=None
            )
        yield ""


def forget_report_texts(*, now: datetime) -> int:
    """Reports decided long ago lose what the reporter wrote and the text they were about; at most so many at a time.

    Until then an appeal may turn on both (Digital Services Act, Article 20: six months). One that waits is kept.
    """
    limit = now - timedelta(days=settings.REPORT_TEXT_DAYS)
    waits = QueueItem.objects.filter(
        comment=OuterRef("comment"), revision=OuterRef("revision"), state=QueueItem.State.OPEN
    )
    old = Report.objects.filter(Q(decision__decided_at__lt=limit) | Q(decision=None, made_at__lt=limit))
    old = old.exclude(words=ERASED, snapshot=ERASED).exclude(Exists(waits))
    ids = list(old.values_list("pk", flat=True)[:FORGOTTEN_AT_ONCE])
    for some in batched(ids, AT_ONCE):
        Report.objects.filter(pk__in=some).update(words=ERASED, snapshot=ERASED, email="")
    return len(ids)
