"""What the moderators' screens show: the queue, and one item with its context."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from standfirst.accounts.models import User
from standfirst.comments.models import Comment, StateChange
from standfirst.moderation.models import Decision, HouseRule, Policy, QueueItem, Report

CLAIM_HOLDS = timedelta(minutes=15)


@dataclass(frozen=True)
class ItemContext:
    """One queue item with everything needed to judge it on one screen."""

    item: QueueItem
    comment: Comment
    parents: list[Comment]
    reports: list[Report]
    history: list[StateChange]
    decisions: list[Decision]
    author_published: int
    author_removed: int
    waiting: int
    next_item_id: int | None


def waiting_items() -> QuerySet[QueueItem]:
    """The open items: reported ones by number of reports, then the longest waiting."""
    return (
        QueueItem.objects.filter(state=QueueItem.State.OPEN)
        .select_related("comment__author", "comment__thread__story", "comment__thread__outside_page", "claimed_by")
        .order_by("-report_count", "entered_at", "pk")
    )


def next_item_id(*, moderator: User, now: datetime, after: int | None = None) -> int | None:
    """What this moderator reads next: the first that waits, or the one behind `after`, from the last on to the first.

    Nothing of their own, and nothing on somebody else's table. None when nothing else waits.
    """
    on_a_table = Q(claimed_at__gt=now - CLAIM_HOLDS, claimed_by__isnull=False) & ~Q(claimed_by=moderator)
    ids = list(
        waiting_items()
        .filter(Q(pk=after or 0) | (~on_a_table & ~Q(comment__author=moderator)))
        .values_list("pk", flat=True)
    )
    behind = ids[ids.index(after) + 1 :] if after in ids else []
    return next((pk for pk in [*behind, *ids] if pk != after), None)


def item_context(item_id: int, *, moderator: User, now: datetime) -> ItemContext:
    """Raises QueueItem.DoesNotExist."""
    item = QueueItem.objects.select_related(
        "comment__author",
        "comment__thread__story",
        "comment__thread__outside_page",
        "comment__parent__author",
        "claimed_by",
    ).get(pk=item_id)
    comment = item.comment
    own = Comment.objects.filter(author=comment.author).exclude(pk=comment.pk)
    parents = Comment.objects.filter(thread=comment.thread_id, path__in=comment.ancestor_paths)
    return ItemContext(
        item=item,
        comment=comment,
        parents=list(parents.select_related("author").in_reading_order()),
        reports=list(Report.objects.about(item).order_by("made_at")),
        history=list(StateChange.objects.filter(comment=comment).select_related("actor").order_by("pk")),
        decisions=list(item.decisions.select_related("moderator", "rule").order_by("pk")),
        author_published=own.filter(state=Comment.State.PUBLISHED).count(),
        author_removed=own.filter(state=Comment.State.REMOVED).count(),
        waiting=waiting_items().count(),
        next_item_id=next_item_id(moderator=moderator, now=now, after=item.pk),
    )


def policy_in_force(*, now: datetime) -> Policy | None:
    """The version of the house rules that counts at this moment."""
    return Policy.objects.filter(effective_from__lte=now).order_by("-version").first()


def rules_in_force(*, now: datetime) -> QuerySet[HouseRule]:
    policy = policy_in_force(now=now)
    return HouseRule.objects.filter(policy=policy) if policy else HouseRule.objects.none()
