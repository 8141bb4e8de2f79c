"""Sending what waits. A receiver that is down delays messages; a worker that dies loses none."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from standfirst import clock
from standfirst.comments.actions.endpoints import switch_off
from standfirst.comments.models import Comment, WebhookDelivery, WebhookEndpoint
from standfirst.comments.webhooks.patience import GIVEN_UP_AFTER, next_try
from standfirst.comments.webhooks.sending import SECONDS, Message, Outcome, send
from standfirst.comments.webhooks.signing import signed_headers
from standfirst.comments.webhooks.tables import WITH_WORDS
from standfirst.stories.embedding.reaching import Manners

LEASE = timedelta(minutes=1)
AT_ONCE_TO_ONE = 5
KEPT_FOR = timedelta(days=30)
FORGOTTEN_AT_ONCE = 1000
USER_AGENT = "Standfirst (webhooks)"


class NotYetTaken(Exception):
    """The message is waiting to be sent anyway."""


class NoLongerPublic(Exception):
    """The message holds words that readers can't read any more."""


def send_due_deliveries(*, now: datetime, manners: Manners | None = None, seconds: float = SECONDS) -> int:
    """Send what waits, a few to each endpoint, all at once; returns how many were tried.

    Each is claimed for a minute first, so that two workers don't send it at the same time; one that dies in between
    leaves it to be sent again. So a message arrives at least once, and its id tells a receiver what it has had.
    """
    claimed = hold_back_words(deliveries=claim_due(now=now), now=now)
    messages = [message_of(delivery=one, now=now) for one in claimed]
    outcomes = send(messages, this_machine=settings.WEBHOOKS_TO_THIS_MACHINE, manners=manners, seconds=seconds)
    for delivery, outcome in zip(claimed, outcomes, strict=True):
        record(delivery=delivery, outcome=outcome, claimed_at=now, now=max(now, clock.now()))
    return len(claimed)


def is_anything_due(*, now: datetime) -> bool:
    return WebhookDelivery.objects.due(now=now).filter(endpoint__is_active=True).exists()


def claim_due(*, now: datetime) -> list[WebhookDelivery]:
    """At most five for each endpoint, so that one which hangs does not keep the others waiting."""
    found: list[int] = []
    for endpoint_id in WebhookEndpoint.objects.filter(is_active=True).values_list("pk", flat=True):
        due = WebhookDelivery.objects.due(now=now).filter(endpoint=endpoint_id).order_by("next_try_at", "pk")
        found += due.values_list("pk", flat=True)[:AT_ONCE_TO_ONE]
    # Without a join: PostgreSQL would not look again at a row that another worker has claimed meanwhile.
    claimed = [pk for pk in found if WebhookDelivery.objects.due(now=now).filter(pk=pk).update(next_try_at=now + LEASE)]
    return list(WebhookDelivery.objects.filter(pk__in=claimed).select_related("endpoint").order_by("pk"))


def hold_back_words(*, deliveries: list[WebhookDelivery], now: datetime) -> list[WebhookDelivery]:
    """Those that may leave. Words that are not public any more, for whatever reason, are given up."""
    late = [one for one in deliveries if not may_leave(one)]
    WebhookDelivery.objects.filter(pk__in=[one.pk for one in late]).update(
        given_up_at=now, last_error="the comment was no longer public, or had other words"
    )
    return [one for one in deliveries if one not in late]


def may_leave(delivery: WebhookDelivery) -> bool:
    if delivery.kind not in WITH_WORDS:
        return True
    public = Comment.objects.filter(pk__in=[delivery.comment_id], state=Comment.State.PUBLISHED)
    return public.filter(revision=delivery.revision).exists()


def message_of(*, delivery: WebhookDelivery, now: datetime) -> Message:
    body = bytes(delivery.payload)
    secrets = delivery.endpoint.secrets_at(now)
    headers = signed_headers(secrets=secrets, message_id=delivery.event_id, at=now, body=body)
    own = {"content-type": "application/json", "user-agent": USER_AGENT}
    return Message(address=delivery.endpoint.address, body=body, headers={**own, **headers})


@transaction.atomic
def record(*, delivery: WebhookDelivery, outcome: Outcome, claimed_at: datetime, now: datetime) -> None:
    """What came of one try. Where the claim has run out and somebody else has it, only a success is written."""
    what = {
        "attempts": delivery.attempts + 1,
        "last_tried_at": claimed_at,
        "last_status": outcome.status or None,
        "last_error": outcome.trouble[:200],
        "last_answer": outcome.words,
    }
    waiting = WebhookDelivery.objects.waiting().filter(pk=delivery.pk)
    if outcome.is_taken:
        waiting.update(**what, delivered_at=now)
        WebhookEndpoint.objects.filter(pk=delivery.endpoint_id, failing_since__isnull=False).update(failing_since=None)
        return
    again = next_try(failures=delivery.attempts + 1, made_at=delivery.made_at, now=now)
    given_up = outcome.is_unwanted or again is None
    when = {"given_up_at": now} if given_up else {"next_try_at": again}
    if waiting.filter(next_try_at=claimed_at + LEASE).update(**what, **when):
        note_failure(endpoint_id=delivery.endpoint_id, outcome=outcome, now=now)


def note_failure(*, endpoint_id: int, outcome: Outcome, now: datetime) -> None:
    """An endpoint that wants no more, or has failed for five days without one success, is switched off."""
    WebhookEndpoint.objects.filter(pk=endpoint_id, failing_since__isnull=True).update(failing_since=now)
    if outcome.is_unwanted:
        switch_off(endpoint_id=endpoint_id, because="answered with 410: it asks for no more", now=now)
    elif WebhookEndpoint.objects.filter(pk=endpoint_id, failing_since__lte=now - GIVEN_UP_AFTER).exists():
        switch_off(endpoint_id=endpoint_id, because=f"failed for five days; last: {outcome.trouble}", now=now)


@transaction.atomic
def send_again(*, delivery_id: int, now: datetime) -> None:
    """Send one message once more, with the same id, whether it was taken or given up.

    Raises NotYetTaken, NoLongerPublic.
    """
    delivery = WebhookDelivery.objects.select_for_update().get(pk=delivery_id)
    if delivery.state == "waiting" or (delivery.state == "failing" and delivery.next_try_at <= now + LEASE):
        raise NotYetTaken
    if not may_leave(delivery):
        raise NoLongerPublic
    WebhookDelivery.objects.filter(pk=delivery_id).update(delivered_at=None, given_up_at=None, next_try_at=now)


def forget_old_deliveries(*, now: datetime) -> int:
    """Delete messages that are older than thirty days, some at a time; returns how many."""
    old = WebhookDelivery.objects.filter(made_at__lt=now - KEPT_FOR).order_by("made_at").values_list("pk", flat=True)
    return WebhookDelivery.objects.filter(pk__in=list(old[:FORGOTTEN_AT_ONCE])).delete()[0]
