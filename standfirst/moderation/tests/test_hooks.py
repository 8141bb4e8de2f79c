"""What other systems hear of a decision: the outcome and the rule, never who decided nor the words to the author."""

from __future__ import annotations

import json

import pytest

from standfirst.accounts.tests.factories import cormac
from standfirst.comments.actions.endpoints import add_endpoint
from standfirst.comments.models import Kind, WebhookDelivery
from standfirst.comments.tests.factories import NOON
from standfirst.moderation.actions.decisions import decide
from standfirst.moderation.models import Decision
from standfirst.moderation.tests.factories import civil, make_held_item

pytestmark = pytest.mark.django_db


def test_a_decision_is_told_without_reasons_and_without_the_moderator() -> None:
    item = make_held_item()
    add_endpoint(address="https://hooks.example/", description="The archive", kinds=[Kind.DECIDED], now=NOON)
    decision = decide(
        item_id=item.pk,
        revision=1,
        moderator=cormac(),
        outcome=Decision.Outcome.REMOVE,
        rule=civil(),
        statement_of_reasons="It insults the pilot.",
        now=NOON,
    )
    delivery = WebhookDelivery.objects.get()
    told = json.loads(delivery.message)["data"]
    assert told["comment"]["state"] == "removed"
    assert told["decision"] == {
        "reference": decision.reference,
        "outcome": "remove",
        "rule": "civil",
        "revision": 1,
        "decided_at": NOON.isoformat(),
    }
    for unsaid in ("insults", "Cormac", cormac().email, item.comment.body):
        assert unsaid not in delivery.message


def test_a_decision_that_nobody_asked_about_writes_nothing() -> None:
    add_endpoint(address="https://hooks.example/", description="The archive", kinds=[Kind.REMOVED], now=NOON)
    decide(item_id=make_held_item().pk, revision=1, moderator=cormac(), outcome=Decision.Outcome.PUBLISH, now=NOON)
    assert not WebhookDelivery.objects.exists()
