"""Reports: kept with the text as it stood, acknowledged, one queue entry per revision."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.accounts.models import Letter
from standfirst.accounts.tests.factories import niamh, tadhg
from standfirst.comments.models import Comment
from standfirst.comments.tests.factories import make_comment, make_thread
from standfirst.moderation.actions.reports import LETTERS_AN_HOUR, CommentNotPublic, TooManyReports
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


def test_nobodys_letter_box_is_filled_through_reports() -> None:
    thread = make_thread()
    for number in range(LETTERS_AN_HOUR):
        make_reported(make_comment(thread, f"Comment {number}"), email="victim@elsewhere.example")
    with pytest.raises(TooManyReports):
        make_reported(make_comment(thread, "One more"), email="Victim@elsewhere.example")
    assert Letter.objects.count() == LETTERS_AN_HOUR


def test_a_flood_of_reports_is_slowed_down_in_words(client: Client) -> None:
    comment = make_comment(make_thread())
    address = reverse("report_comment", args=[comment.pk])
    answers = [client.post(address, {"reason": "uncivil", "words": f"Rude {n}"}) for n in range(11)]
    assert [answer.status_code for answer in answers[:10]] == [302] * 10
    assert answers[10].status_code == 429
    assert "One at a time" in answers[10].content.decode()


def test_a_report_without_words_is_asked_for_them_and_keeps_the_choice(client: Client) -> None:
    comment = make_comment(make_thread())
    answer = client.post(reverse("report_comment", args=[comment.pk]), {"reason": "private", "email": "no address"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say in a few words what is wrong." in page
    assert "no address" in page
    assert not Report.objects.exists()
