"""Where reports go: a row with the text as it stood, one queue entry per revision, a letter of acknowledgement."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from standfirst.accounts.models import User
from standfirst.comments.models import Comment, Thread
from standfirst.events import announce
from standfirst.moderation.events import ReportMade
from standfirst.moderation.letters import acknowledge_report
from standfirst.moderation.models import QueueItem, Report

LONGEST_WORDS = 2000
LETTERS_AN_HOUR = 5


class CommentNotPublic(Exception):
    """Only what everybody can see can be reported."""


class TooManyReports(Exception):
    """This address has had LETTERS_AN_HOUR acknowledgements within an hour; it may not be the sender's own."""


@transaction.atomic
def make_report(
    *, comment_id: int, reporter: User | None, reason: str, words: str, now: datetime, email: str = ""
) -> Report:
    """A reader's complaint about a public comment.

    A reader who reports the same revision again gets the first report back. The comment stays where it is until a
    person decides. Raises CommentNotPublic and TooManyReports. `words` are cut at LONGEST_WORDS letters.
    """
    thread_id = Comment.objects.values_list("thread_id", flat=True).get(pk=comment_id)
    Thread.objects.select_for_update().get(pk=thread_id)
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment_id)
    if comment.state != Comment.State.PUBLISHED:
        raise CommentNotPublic
    if reporter is not None:
        earlier = Report.objects.filter(comment=comment, revision=comment.revision, reporter=reporter).first()
        if earlier is not None:
            return earlier
    address = reporter.email if reporter else email
    check_letters(address=address, now=now)
    report = Report.objects.create(
        comment=comment,
        revision=comment.revision,
        snapshot=comment.body,
        reporter=reporter,
        email=address,
        reason=reason,
        words=words.strip()[:LONGEST_WORDS],
        made_at=now,
    )
    enter_queue(comment=comment, now=now)
    acknowledge_report(report, now=now)
    announce(ReportMade(report_id=report.pk))
    return report


def check_letters(*, address: str, now: datetime) -> None:
    """Anybody can type anybody's address into a report; a stranger's letter box is not to be filled by it."""
    if address:
        recent = Report.objects.filter(email__iexact=address, made_at__gt=now - timedelta(hours=1))
        if recent.count() >= LETTERS_AN_HOUR:
            raise TooManyReports


def enter_queue(*, comment: Comment, now: datetime) -> QueueItem:
    """The queue entry of this revision, opened again if it had been decided before this report."""
    item, _ = QueueItem.objects.get_or_create(comment=comment, revision=comment.revision, defaults={"entered_at": now})
    QueueItem.objects.filter(pk=item.pk).update(report_count=F("report_count") + 1)
    if item.state == QueueItem.State.DECIDED:
        QueueItem.objects.filter(pk=item.pk).update(
            state=QueueItem.State.OPEN, entered_at=now, claimed_by=None, claimed_at=None
        )
    item.refresh_from_db()
    return item
