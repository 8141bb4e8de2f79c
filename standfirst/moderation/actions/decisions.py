"""Deciding on a queue item: one decision settles the comment, all open reports about it, and everybody's letters."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from standfirst.accounts.models import User
from standfirst.comments.actions.states import Cause, StaleRevision, change_state
from standfirst.comments.models import Comment, Thread
from standfirst.events import announce
from standfirst.moderation.events import DecisionMade
from standfirst.moderation.letters import tell_author, tell_reporters
from standfirst.moderation.models import Decision, HouseRule, QueueItem, Report
from standfirst.moderation.queries import CLAIM_HOLDS


class NotAllowed(Exception):
    """This person does not decide on comments."""


class AlreadyDecided(Exception):
    """Somebody else was quicker. `decision` tells who, what and why."""

    def __init__(self, decision: Decision | None) -> None:
        super().__init__(str(decision))
        self.decision = decision


class ClaimedByAnother(Exception):
    """Another moderator has this item on the table."""

    def __init__(self, by: User) -> None:
        super().__init__(str(by))
        self.by = by


class OwnComment(Exception):
    """Nobody judges what they have written themselves."""


class ReasonsMissing(Exception):
    """Nothing is removed without a house rule and a statement of reasons."""


@transaction.atomic
def claim(*, item_id: int, moderator: User, now: datetime) -> QueueItem:
    """Put the item on this moderator's table for a while. Raises ClaimedByAnother, AlreadyDecided, OwnComment."""
    item = QueueItem.objects.select_for_update(of=("self",)).select_related("comment").get(pk=item_id)
    check_free(item=item, moderator=moderator, now=now)
    item.claimed_by, item.claimed_at = moderator, now
    item.save(update_fields=["claimed_by", "claimed_at"])
    return item


@transaction.atomic
def decide(
    *,
    item_id: int,
    revision: int,
    moderator: User,
    outcome: Decision.Outcome,
    now: datetime,
    rule: HouseRule | None = None,
    statement_of_reasons: str = "",
) -> Decision:
    """Decide on one revision of a comment.

    Exactly one of two moderators who decide at once wins; the other gets AlreadyDecided or ClaimedByAnother. KEEP and
    PUBLISH are one wish: which of them is written follows from where the comment stands. Raises NotAllowed, OwnComment,
    ReasonsMissing, and StaleRevision where the author has edited the text since.
    """
    if not moderator.has_perm("moderation.decide"):
        raise NotAllowed
    statement = statement_of_reasons.strip()
    if outcome == Decision.Outcome.REMOVE and (rule is None or not statement):
        raise ReasonsMissing
    item = lock_item(item_id)
    check_free(item=item, moderator=moderator, now=now)
    if item.revision != revision:
        raise StaleRevision
    if outcome != Decision.Outcome.REMOVE:
        stands = item.comment.state == Comment.State.PUBLISHED
        outcome = Decision.Outcome.KEEP if stands else Decision.Outcome.PUBLISH
    decision = Decision.objects.create(
        item=item,
        outcome=outcome,
        moderator=moderator,
        rule=rule,
        policy=rule.policy if rule else None,
        statement_of_reasons=statement,
        decided_at=now,
    )
    settle(item=item, decision=decision, moderator=moderator, now=now)
    announce(DecisionMade(decision_id=decision.pk))
    return decision


def lock_item(item_id: int) -> QueueItem:
    """Locks in the order of the house: thread, comment, queue item."""
    comment_id, thread_id = QueueItem.objects.values_list("comment_id", "comment__thread_id").get(pk=item_id)
    Thread.objects.select_for_update().get(pk=thread_id)
    Comment.objects.select_for_update(of=("self",)).get(pk=comment_id)
    return QueueItem.objects.select_for_update(of=("self",)).select_related("comment").get(pk=item_id)


def check_free(*, item: QueueItem, moderator: User, now: datetime) -> None:
    if item.comment.author_id == moderator.pk:
        raise OwnComment
    if item.state == QueueItem.State.DECIDED:
        raise AlreadyDecided(item.decisions.select_related("moderator", "rule").last())
    if item.claimed_by is None or item.claimed_at is None or item.claimed_by == moderator:
        return
    if now - item.claimed_at < CLAIM_HOLDS:
        raise ClaimedByAnother(item.claimed_by)


def settle(*, item: QueueItem, decision: Decision, moderator: User, now: datetime) -> None:
    """The comment's new state, the reports' answer, the letters: all in the transaction of the decision."""
    before = Comment.State(item.comment.state)
    removed = decision.outcome == Decision.Outcome.REMOVE
    change_state(
        comment_id=item.comment_id,
        revision=item.revision,
        to=Comment.State.REMOVED if removed else Comment.State.PUBLISHED,
        cause=Cause(
            rule=decision.rule.code if decision.rule else "moderator",
            why=decision.statement_of_reasons or "A moderator read it.",
            actor=moderator,
            policy_version=decision.policy.version if decision.policy else None,
        ),
        now=now,
    )
    item.state = QueueItem.State.DECIDED
    item.save(update_fields=["state"])
    reports = list(Report.objects.about(item).undecided())
    Report.objects.filter(pk__in=[report.pk for report in reports]).update(decision=decision)
    tell_author(decision, before=before, now=now)
    tell_reporters(decision, reports, now=now)
