"""What happens when somebody presses a button on the double's checkout page."""

from __future__ import annotations

import json
import secrets
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction

from standfirst.contributions.events import DoubleSpoke
from standfirst.contributions.processors.double.processor import ACCOUNT
from standfirst.contributions.processors.double.tables import DoubleSession, Said
from standfirst.events import announce


class Button(StrEnum):
    """The buttons of the page."""

    PAY = "pay"
    DECLINE = "decline"
    CANCEL = "cancel"


@transaction.atomic
def press(*, token: str, button: Button, now: datetime) -> DoubleSession:
    """Pay, let the card be declined, or go back. A checkout that is paid or cancelled stays so: a double click pays
    once. After a declined card another may be tried. Raises DoubleSession.DoesNotExist.
    """
    session = DoubleSession.objects.select_for_update().get(token=token)
    if session.state != DoubleSession.State.OPEN:
        return session
    match button:
        case Button.PAY:
            _pay(session, now=now)
        case Button.DECLINE:
            _say(session, "payment.failed", _payment(session), now=now)
        case Button.CANCEL:
            _close(session, DoubleSession.State.CANCELLED)
            _say(session, "checkout.cancelled", _checkout(session, "cancelled"), now=now)
    return session


def fee_for(minor: int) -> int:
    """What the double keeps: 1.4 % and 25 minor units, never more than there is."""
    return min(minor, minor * 14 // 1000 + 25)


def _pay(session: DoubleSession, *, now: datetime) -> None:
    _close(session, DoubleSession.State.PAID)
    taken = {"amount": session.amount_minor, "currency": session.currency}
    _say(session, "payment.processing", _payment(session), now=now)
    _say(session, "payment.succeeded", {**_payment(session), **taken, "settled_at": now.isoformat()}, now=now)
    fee = {"payment": session.payment_id, "amount": fee_for(session.amount_minor), "currency": session.currency}
    _say(session, "fee.known", fee, now=now)
    if session.interval != "once":
        started = {"id": f"sub_{session.token}", "reference": session.reference, "interval": session.interval}
        _say(session, "subscription.started", started, now=now)
    _say(session, "checkout.completed", _checkout(session, "completed"), now=now)


def _close(session: DoubleSession, state: DoubleSession.State) -> None:
    session.state = state
    session.save(update_fields=["state"])


def _payment(session: DoubleSession) -> dict[str, Any]:
    return {"id": session.payment_id, "reference": session.reference}


def _checkout(session: DoubleSession, state: str) -> dict[str, Any]:
    return {"id": f"cs_{session.token}", "reference": session.reference, "state": state}


def _say(session: DoubleSession, kind: str, thing: dict[str, Any], *, now: datetime) -> None:
    """One event of the double's, to be delivered once this transaction has committed, and again until it is taken."""
    event = {
        "id": f"evt_{secrets.token_hex(12)}",
        "type": kind,
        "account": ACCOUNT,
        "created": int(now.timestamp()),
        "live": False,
        "object": thing,
    }
    said = Said.objects.create(session=session, body=json.dumps(event), said_at=now)
    announce(DoubleSpoke(said_id=said.pk))
