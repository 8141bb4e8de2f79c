"""Letters of the moderation desk: thanks to the reporter, reasons to the author, the outcome to both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from standfirst.accounts.actions.letters import write_letter
from standfirst.comments.models import Comment
from standfirst.moderation.models import Decision, Report


def acknowledge_report(report: Report, *, now: datetime) -> None:
    """At once, to everybody who left an address (Digital Services Act, Article 16(4))."""
    if not report.email:
        return
    _post(
        purpose=f"report:{report.reference}:received",
        recipient=report.email,
        subject=_("We have your report %(reference)s") % {"reference": report.reference},
        template="moderation/letters/report_received.txt",
        context={"report": report, "place": report.comment.thread.place},
        now=now,
    )


def tell_author(decision: Decision, *, before: str, now: datetime) -> None:
    """The statement of reasons to the author (Article 17), or word that a held comment appeared.

    Nothing is written where nothing changed for the author: a reported comment that stays.
    """
    comment = decision.item.comment
    if comment.author.closed_at is not None:
        return
    if decision.outcome != Decision.Outcome.REMOVE and before == Comment.State.PUBLISHED:
        return
    removed = decision.outcome == Decision.Outcome.REMOVE
    _post(
        purpose=f"decision:{decision.reference}:author",
        recipient=comment.author.email,
        subject=_("Your comment was not published") if removed else _("Your comment has appeared"),
        template=f"moderation/letters/{'removed' if removed else 'published'}.txt",
        context={
            "decision": decision,
            "comment": comment,
            "place": comment.thread.place,
            "was_public": before == Comment.State.PUBLISHED,
        },
        now=now,
    )


def tell_reporters(decision: Decision, reports: Sequence[Report], *, now: datetime) -> None:
    """The outcome to each reporter who left an address (Article 16(5))."""
    for report in reports:
        if report.email:
            _post(
                purpose=f"report:{report.reference}:outcome:{decision.reference}",
                recipient=report.email,
                subject=_("Your report %(reference)s: what we decided") % {"reference": report.reference},
                template="moderation/letters/report_outcome.txt",
                context={"report": report, "decision": decision, "place": report.comment.thread.place},
                now=now,
            )


def tell_reporters_of_deletion(reports: Sequence[Report], *, now: datetime) -> None:
    """Word to each reporter who left an address that the author was quicker than we."""
    for report in reports:
        if report.email:
            _post(
                purpose=f"report:{report.reference}:overtaken",
                recipient=report.email,
                subject=_("Your report %(reference)s: the comment is gone") % {"reference": report.reference},
                template="moderation/letters/report_overtaken.txt",
                context={"report": report, "place": report.comment.thread.place},
                now=now,
            )


def _post(
    *, purpose: str, recipient: str, subject: str, template: str, context: dict[str, object], now: datetime
) -> None:
    text = render_to_string(template, {**context, "paper": settings.PAPER_NAME, "base_url": settings.BASE_URL})
    write_letter(purpose=purpose, recipient=recipient, subject=subject, text=text, now=now)
