"""What notifications about decisions read like: to the author, who is also sent the reasons in any case."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.accounts.kinds import Kind, When, Words, register
from standfirst.accounts.models import Notification
from standfirst.moderation.models import Decision


def _words(notifications: Sequence[Notification]) -> dict[int, Words]:
    """One query. The page behind it is the author's alone, and tells the reasons."""
    numbers = {one.pk: one.ids.get("decision") for one in notifications}
    rows = Decision.objects.filter(pk__in=numbers.values()).values_list("pk", "outcome", "item__comment_id")
    decisions = {pk: (outcome, comment_id) for pk, outcome, comment_id in rows}
    found = {}
    for pk, number in numbers.items():
        if number in decisions:
            outcome, comment_id = decisions[number]
            found[pk] = Words(_line(outcome), reverse("comment_posted", args=[comment_id]))
    return found


def _line(outcome: str) -> str:
    if outcome == Decision.Outcome.REMOVE:
        return _("A moderator decided not to publish a comment of yours, or took it off the page")
    return _("A moderator has read your comment, and it has appeared")


def connect() -> None:
    register(Kind("decision", gettext_lazy("Decisions about your comments"), When.AT_ONCE, _words, choices=()))
