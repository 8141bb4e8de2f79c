"""Adopting a version of the house rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from standfirst.edge.purging import purge_on_commit
from standfirst.moderation.models import HouseRule, Policy


@dataclass(frozen=True, kw_only=True)
class RuleText:
    code: str
    title: str
    text: str
    example: str = ""


@transaction.atomic
def adopt_policy(*, intro: str, rules: Sequence[RuleText], now: datetime) -> Policy:
    """A new version of the house rules, in force from `now`. Decisions keep pointing at the version of their day."""
    latest = Policy.objects.order_by("-version").first()
    policy = Policy.objects.create(version=latest.version + 1 if latest else 1, intro=intro, effective_from=now)
    for position, rule in enumerate(rules, start=1):
        HouseRule.objects.create(
            policy=policy, position=position, code=rule.code, title=rule.title, text=rule.text, example=rule.example
        )
    purge_on_commit("house-rules")
    return policy
