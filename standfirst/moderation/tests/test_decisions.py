"""Decisions: one wins, everything is settled at once, everybody is told why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from standfirst.accounts.models import Letter
from standfirst.accounts.tests.factories import aoife, cormac, niamh, tadhg
from standfirst.comments.actions.states import StaleRevision
from standfirst.comments.models import Comment, StateChange
from standfirst.comments.tests.factories import NOON, make_comment, make_thread
from standfirst.moderation.actions.decisions import (
    AlreadyDecided,
    ClaimedByAnother,
    NotAllowed,
    OwnComment,
    ReasonsMissing,
    claim,
    decide,
)
from standfirst.moderation.models import Decision, QueueItem
from standfirst.moderation.queries import CLAIM_HOLDS
from standfirst.moderation.tests.factories import civil, make_held_item, make_reported

pytestmark = pytest.mark.django_db
REMOVE, KEEP, PUBLISH = Decision.Outcome.REMOVE, Decision.Outcome.KEEP, Decision.Outcome.PUBLISH


def decide_on(item: QueueItem, outcome: Decision.Outcome = PUBLISH, **fields: object) -> Decision:
    values: dict[str, object] = {"moderator": cormac(), "revision": 1, "now": NOON}
    if outcome == REMOVE:
        values |= {"rule": civil(), "statement_of_reasons": "It insults the pilot."}
    return decide(item_id=item.pk, outcome=outcome, **{**values, **fields})  # type: ignore[arg-type]


def test_a_held_comment_is_published_and_its_author_told() -> None:
    item = make_held_item()
    decide_on(item)
    item.comment.refresh_from_db()
    assert item.comment.state == Comment.State.PUBLISHED
    assert "has appeared" in Letter.objects.get(recipient=niamh().email).subject


def test_a_removal_tells_author_and_reporters_the_reason() -> None:
    comment = make_comment(make_thread())
    mine, other = make_reported(comment, reporter=tadhg()), make_reported(comment, email="passer@by.example")
    decision = decide_on(QueueItem.objects.get(comment=comment), REMOVE)
    comment.refresh_from_db()
    assert comment.state == Comment.State.REMOVED
    to_author = Letter.objects.get(purpose=f"decision:{decision.reference}:author")
    assert "It insults the pilot." in to_author.text
    assert "Be civil" in to_author.text
    assert "six months" in to_author.text
    for report in (mine, other):
        report.refresh_from_db()
        assert report.decision == decision
        outcome = Letter.objects.get(purpose=f"report:{report.reference}:outcome:{decision.reference}")
        assert "It insults the pilot." in outcome.text
    last = StateChange.objects.filter(comment=comment).latest("pk")
    assert (last.actor, last.rule, last.policy_version) == (cormac(), "civil", 1)


def test_a_kept_comment_bothers_only_the_reporter() -> None:
    comment = make_comment(make_thread())
    make_reported(comment, reporter=tadhg())
    decide_on(QueueItem.objects.get(comment=comment), KEEP, statement_of_reasons="Sharp, but about the story.")
    outcomes = Letter.objects.filter(purpose__contains="outcome")
    assert [letter.recipient for letter in outcomes] == [tadhg().email]
    assert not Letter.objects.filter(recipient=niamh().email).exists()


def test_a_removal_needs_rule_and_reasons() -> None:
    item = make_held_item()
    for missing in ({"rule": None}, {"statement_of_reasons": "  "}):
        with pytest.raises(ReasonsMissing):
            decide_on(item, REMOVE, **missing)


def test_the_database_refuses_a_removal_without_reasons() -> None:
    item = make_held_item()
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(item=item, outcome=REMOVE, moderator=cormac(), decided_at=NOON)


def test_a_decision_can_not_be_rewritten() -> None:
    decision = decide_on(make_held_item())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(statement_of_reasons="other")


def test_only_moderators_decide() -> None:
    item = make_held_item()
    for person in (niamh(), aoife()):
        with pytest.raises(NotAllowed):
            decide_on(item, moderator=person)


def test_the_second_moderator_learns_what_the_first_decided() -> None:
    item = make_held_item()
    first = decide_on(item)
    with pytest.raises(AlreadyDecided) as conflict:
        decide_on(item, REMOVE)
    assert conflict.value.decision == first
    assert Decision.objects.count() == 1


def test_a_claim_keeps_others_away_for_a_while() -> None:
    item = make_held_item()
    other = aoife()
    claim(item_id=item.pk, moderator=other, now=NOON)
    with pytest.raises(ClaimedByAnother):
        decide_on(item)
    decide_on(item, now=NOON + CLAIM_HOLDS + timedelta(seconds=1))


def test_an_outdated_revision_is_not_decided() -> None:
    item = make_held_item()
    with pytest.raises(StaleRevision):
        decide_on(item, revision=2)
    item.refresh_from_db()
    assert item.state == QueueItem.State.OPEN


def test_a_report_after_a_decision_opens_the_item_again() -> None:
    comment = make_comment(make_thread())
    make_reported(comment, reporter=tadhg())
    item = QueueItem.objects.get(comment=comment)
    decide_on(item, KEEP)
    make_reported(comment, email="other@readers.example")
    item.refresh_from_db()
    assert item.state == QueueItem.State.OPEN
    assert decide_on(item, REMOVE).reports.count() == 1


def test_nobody_judges_what_they_have_written() -> None:
    comment = make_comment(make_thread(), author=cormac())
    make_reported(comment, reporter=tadhg())
    with pytest.raises(OwnComment):
        decide_on(QueueItem.objects.get(comment=comment), KEEP)


def test_the_log_says_what_happened_whichever_button_was_pressed() -> None:
    assert decide_on(make_held_item(), KEEP).outcome == PUBLISH
    comment = make_comment(make_thread(headline="Another"))
    make_reported(comment)
    assert decide_on(QueueItem.objects.get(comment=comment), PUBLISH).outcome == KEEP
