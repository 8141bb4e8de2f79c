"""Reports: kept with the text as it stood, acknowledged, one queue entry per revision."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.accounts.models import Letter
from standfirst.accounts.tests.factories import niamh, tadhg
from standfirst.comments.models import Comment
from standfirst.comments.tests.factories import NOON, make_comment, make_thread, story_of
from standfirst.moderation.actions.recounting import recount_reports
from standfirst.moderation.actions.reports import LETTERS_AN_HOUR, CommentNotPublic
from standfirst.moderation.models import QueueItem, Report
from standfirst.moderation.tests.factories import make_held_item, make_reported
from standfirst.stories.actions.publishing import withdraw_story

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


def test_nobodys_letter_box_is_filled_through_reports_and_none_is_lost() -> None:
    thread = make_thread()
    for number in range(LETTERS_AN_HOUR + 2):
        make_reported(make_comment(thread, f"Comment {number}"), email="victim@elsewhere.example")
    assert Letter.objects.count() == LETTERS_AN_HOUR
    assert Report.objects.count() == LETTERS_AN_HOUR + 2


def test_a_strangers_words_are_not_mailed_to_the_address_they_typed() -> None:
    make_reported(email="victim@elsewhere.example", words="Your account is locked: https://evil.example/")
    assert "evil.example" not in Letter.objects.get().text


def test_a_strangers_double_click_is_one_report() -> None:
    comment = make_comment(make_thread())
    assert make_reported(comment, email="a@b.example") == make_reported(comment, email="a@b.example")
    assert Letter.objects.count() == 1


def test_comments_of_a_withdrawn_story_can_not_be_reported_or_read_there(client: Client) -> None:
    comment = make_comment(make_thread())
    withdraw_story(story=story_of(comment.thread), actor=None, reason="By order of the court.", now=NOON)
    assert client.get(reverse("report_comment", args=[comment.pk])).status_code == 404
    with pytest.raises(CommentNotPublic):
        make_reported(comment)


def test_a_flood_of_reports_is_slowed_down_and_the_words_are_kept(client: Client) -> None:
    comment = make_comment(make_thread())
    address = reverse("report_comment", args=[comment.pk])
    answers = [client.post(address, {"reason": "uncivil", "words": f"Rude {n}"}) for n in range(11)]
    assert [answer.status_code for answer in answers[:10]] == [302] * 10
    assert answers[10].status_code == 429
    assert "Rude 10" in answers[10].content.decode()
    assert Report.objects.count() == 10


def test_a_report_without_words_is_asked_for_them_and_keeps_the_choice(client: Client) -> None:
    comment = make_comment(make_thread())
    answer = client.post(reverse("report_comment", args=[comment.pk]), {"reason": "private", "email": "no address"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say in a few words what is wrong." in page
    assert "no address" in page
    assert not Report.objects.exists()


def test_a_drifted_number_of_reports_is_found() -> None:
    report = make_reported()
    assert recount_reports() == []
    QueueItem.objects.filter(comment=report.comment).update(report_count=5)
    assert [(one.stored, one.counted) for one in recount_reports()] == [(5, 1)]
