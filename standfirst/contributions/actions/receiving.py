"""Taking a processor's event in: verified, stored as it came, answered. What it means is worked out afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from standfirst.contributions.events import ProcessorEventReceived
from standfirst.contributions.models import ProcessorEvent
from standfirst.contributions.processors.roster import named
from standfirst.events import announce

# The task that goes with the event applies it within a second; the chore that looks for forgotten ones waits longer.
FIRST_LOOK_AFTER = timedelta(minutes=1)


@transaction.atomic
def receive_event(*, processor: str, body: bytes, signature: str, now: datetime) -> ProcessorEvent:
    """Store a genuine event and put its application into the task table, in one transaction.

    A repeat stores nothing and returns the first. Raises UnknownProcessor and EventRefused; then nothing is stored.
    """
    sender = named(processor)
    envelope = sender.verify(body=body, signature=signature, now=now)
    event, _ = ProcessorEvent.objects.get_or_create(
        processor=sender.name,
        account=envelope.account,
        event_id=envelope.event_id,
        defaults={
            "book": sender.book,
            "kind": envelope.kind,
            "body": body,
            "received_at": now,
            "next_try_at": now + FIRST_LOOK_AFTER,
        },
    )
    if event.applied_at is None:
        announce(ProcessorEventReceived(event_id=event.pk))
    return event
