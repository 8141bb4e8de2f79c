"""Carrying what the double says to our receiving end, as the network would for a real processor."""

from __future__ import annotations

from datetime import datetime, timedelta

from standfirst.contributions.actions.receiving import receive_event
from standfirst.contributions.models import Said
from standfirst.contributions.processors.double.processor import Double, signed

DELIVER_AGAIN_AFTER = timedelta(minutes=1)


def deliver_said(*, said_id: int, now: datetime) -> None:
    """Deliver one event of the double, signed now. Delivering it again is answered and changes nothing."""
    said = Said.objects.get(pk=said_id)
    body = said.body.encode()
    receive_event(processor=Double.name, body=body, signature=signed(body, now=now), now=now)
    Said.objects.filter(pk=said.pk).update(delivered_at=now)


def deliver_again(*, now: datetime) -> int:
    """Deliver what was not taken within a minute, at most fifty at a time; returns how many. Processors do so too."""
    late = list(Said.objects.undelivered(before=now - DELIVER_AGAIN_AFTER).values_list("pk", flat=True)[:50])
    for said_id in late:
        deliver_said(said_id=said_id, now=now)
    return len(late)
