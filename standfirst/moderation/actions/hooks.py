"""Telling other systems of the newsroom what was decided."""

from __future__ import annotations

from standfirst.comments.actions.hooks import comment_of, described, is_wanted, named, queue_event
from standfirst.comments.models import Kind
from standfirst.moderation.events import DecisionMade
from standfirst.moderation.models import Decision


def tell_of_decision(fact: DecisionMade) -> None:
    """Outcome, rule and reference. Who decided, and the reasons, are for the desk and the author alone."""
    if not is_wanted(Kind.DECIDED):
        return
    decision = Decision.objects.select_related("item", "rule").get(pk=fact.decision_id)
    told = {
        "reference": decision.reference,
        "outcome": decision.outcome,
        "rule": decision.rule.code if decision.rule else None,
        "revision": decision.item.revision,
        "decided_at": decision.decided_at.isoformat(),
    }
    queue_event(
        kind=Kind.DECIDED,
        event_id=named(Kind.DECIDED, decision.reference),
        comment_id=decision.item.comment_id,
        payload={**described(comment_of(decision.item.comment_id)), "decision": told},
        now=decision.decided_at,
    )
