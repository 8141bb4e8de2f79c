"""House rules and queue items for tests."""

from __future__ import annotations

from standfirst.comments.models import Comment
from standfirst.comments.tests.factories import NOON, make_comment, make_thread
from standfirst.moderation.actions.policies import RuleText, adopt_policy
from standfirst.moderation.actions.reports import make_report
from standfirst.moderation.models import HouseRule, Policy, QueueItem, Report


def make_policy() -> Policy:
    existing = Policy.objects.first()
    rules = [
        RuleText(code="civil", title="Be civil", text="Argue with the point, not with the person."),
        RuleText(code="private", title="Keep private things private", text="No addresses, no numbers."),
    ]
    return existing or adopt_policy(intro="We read what you write.", rules=rules, now=NOON)


def civil() -> HouseRule:
    return make_policy().rules.get(code="civil")


def make_held_item(body: str = "Is anybody reading this?") -> QueueItem:
    comment = make_comment(make_thread(headline=f"Before the court: {body[:20]}", comments_mode="premoderated"), body)
    return QueueItem.objects.get(comment=comment)


def make_reported(comment: Comment | None = None, **fields: object) -> Report:
    comment = comment or make_comment(make_thread())
    values: dict[str, object] = {"reporter": None, "reason": "uncivil", "words": "It insults the pilot.", "now": NOON}
    return make_report(comment_id=comment.pk, **{**values, **fields})  # type: ignore[arg-type]
