"""Reports: kept with the text as it stood, acknowledged, one queue entry per revision."""

from __future__ import annotations

import pytest

from standfirst.accounts.models import Letter
from standfirst.accounts.tests.factories import niamh, tadhg
from standfirst.comments.models import Comment
from standfirst.comments.tests.factories import make_comment, make_thread
from standfirst.moderation.actions.reports import CommentNotPublic
from standfirst.moderation.models import QueueItem, Report
from standfirst.moderation.tests.factories import make_held_item, make_reported

pytestmark = pytest.mark.django_db


def test_a_report_leaves_the_comment_where_it_is() -> None:
    report = make_reported(reporter=niamh())
    report.comment.refresh_from_db()
    assert report.comment.state == Comment.State.PUBLISHED
    assert report.snapshot == report.comment.body


def test_the_reporter_gets_a_letter_with_the_reference() -> None:
    report = make_reported(reporter=niamh())
    letter = Letter.objects.get(purpose=f"report:{report.reference}:received")
    assert letter.recipient == niamh().email
    assert report.reference in letter.subject
    assert "It insults the pilot." in letter.text


def test_a_stranger_without_address_may_report_and_gets_no_letter() -> None:
    make_reported()
    assert not Letter.objects.exists()


def test_two_readers_share_one_queue_entry() -> None:
    comment = make_comment(make_thread())
    make_reported(comment, reporter=niamh())
    make_reported(comment, reporter=tadhg())
    assert QueueItem.objects.get(comment=comment).report_count == 2


def test_one_reader_reports_a_revision_once() -> None:
    comment = make_comment(make_thread())
    assert make_reported(comment, reporter=niamh()) == make_reported(comment, reporter=niamh())
    assert QueueItem.objects.get(comment=comment).report_count == 1
    assert Report.objects.count() == 1


def test_what_is_not_public_can_not_be_reported() -> None:
    with pytest.raises(CommentNotPublic):
        make_reported(make_held_item().comment)
