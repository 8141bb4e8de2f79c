"""The author finds a decision in the page, once, beside the letter that comes in any case."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.accounts.models import Letter, Notification
from standfirst.accounts.tests.factories import cormac
from standfirst.comments.tests.factories import NOON
from standfirst.moderation.actions.decisions import decide
from standfirst.moderation.actions.telling import tell_author_in_page
from standfirst.moderation.models import Decision, QueueItem
from standfirst.moderation.tests.factories import civil, make_held_item, make_reported

pytestmark = pytest.mark.django_db


def decided(item: QueueItem, outcome: Decision.Outcome) -> Decision:
    reasons = {"rule": civil(), "statement_of_reasons": "Rude."} if outcome == Decision.Outcome.REMOVE else {}
    return decide(item_id=item.pk, revision=1, moderator=cormac(), outcome=outcome, now=NOON, **reasons)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcome", "words"), [(Decision.Outcome.PUBLISH, "it has appeared"), (Decision.Outcome.REMOVE, "not to publish")]
)
def test_a_decision_stands_on_its_authors_page_once(outcome: Decision.Outcome, words: str) -> None:
    item = make_held_item()
    decision = decided(item, outcome)
    letters = Letter.objects.count()
    for _ in range(2):
        tell_author_in_page(decision_id=decision.pk, now=NOON)
    assert Notification.objects.get().reader == item.comment.author
    assert Letter.objects.count() == letters, "the letter with the reasons is the decision's own"
    client = Client()
    client.force_login(item.comment.author)
    page = client.get(reverse("your_notifications")).content.decode()
    assert words in page
    assert reverse("comment_posted", args=[item.comment_id]) in page


def test_a_comment_that_stays_is_no_news() -> None:
    make_reported()
    tell_author_in_page(decision_id=decided(QueueItem.objects.get(), Decision.Outcome.KEEP).pk, now=NOON)
    assert not Notification.objects.exists()
