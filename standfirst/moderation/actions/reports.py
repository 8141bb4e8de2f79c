"""Where reports go: a row with the text as it stood, one queue entry per revision, a letter of acknowledgement."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from standfirst.accounts.models import User
from standfirst.comments.models import Comment, Thread
from standfirst.comments.writing import readable
from standfirst.events import announce
from standfirst.moderation.events import ReportMade
from standfirst.moderation.letters import acknowledge_report
from standfirst.moderation.models import QueueItem, Report

LONGEST_WORDS = 2000
LETTERS_AN_HOUR = 5
SAME_WORDS_WITHIN = timedelta(minutes=10)


class CommentNotPublic(Exception):
    """Only what everybody can see can be reported."""


@transaction.atomic
def make_report(
    *, comment_id: int, reporter: User | None, reason: str, words: str, now: datetime, email: str = ""
) -> Report:
    """A reader's complaint about a public comment.

    A reader who reports the same revision again gets the first report back. The comment stays where it is until a
    person decides. Raises CommentNotPublic. `words` are cleaned as a comment's are and
    cut at LONGEST_WORDS letters.
    """
    thread_id = Comment.objects.values_list("thread_id", flat=True).get(pk=comment_id)
    Thread.objects.select_for_update().get(pk=thread_id)
    comment = (
        Comment.objects.select_for_update(of=("self",))
        .select_related("thread__story", "thread__outside_page")
        .get(pk=comment_id)
    )
    if comment.state != Comment.State.PUBLISHED or not comment.thread.place.live:
        raise CommentNotPublic
    address = reporter.email if reporter else email
    words = readable(words).strip()[:LONGEST_WORDS]
    earlier = find_earlier(comment=comment, reporter=reporter, address=address, words=words, now=now)
    if earlier is not None:
        return earlier
    may_write = letters_left(address=address, now=now)
    report = Report.objects.create(
        comment=comment,
        revision=comment.revision,
        snapshot=comment.body,
        reporter=reporter,
        email=address,
        reason=reason,
        words=words,
        made_at=now,
    )
    enter_queue(comment=comment, now=now)
    if may_write:
        acknowledge_report(report, now=now)
    announce(ReportMade(report_id=report.pk))
    return report


def find_earlier(*, comment: Comment, reporter: User | None, address: str, words: str, now: datetime) -> Report | None:
    """The report this one repeats: the reader's own about this revision, or a stranger's double click."""
    about = Report.objects.filter(comment=comment, revision=comment.revision)
    if reporter is not None:
        return about.filter(reporter=reporter).first()
    same = about.filter(reporter=None, email=address, words=words)
    return same.filter(made_at__gt=now - SAME_WORDS_WITHIN).first()


def letters_left(*, address: str, now: datetime) -> bool:
    """Anybody can type anybody's address into a report. The report counts; the letter box is not to be filled by it."""
    recent = Report.objects.filter(email__iexact=address, made_at__gt=now - timedelta(hours=1))
    return recent.count() < LETTERS_AN_HOUR


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
