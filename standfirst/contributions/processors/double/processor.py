"""The double behind the interface that every processor has."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.crypto import salted_hmac

from standfirst.contributions.bookkeeping import Claim, Kind, fee_claim, pledge_claim, settled_claim, state_claim
from standfirst.contributions.money import Money
from standfirst.contributions.processors import Envelope, ForeignAccount, Order, ProcessorAway, UnreadableEvent
from standfirst.contributions.processors.double.tables import DoubleSession
from standfirst.contributions.processors.signing import check_signature, sign

ACCOUNT = "harbour-pay-demo"


class Double:
    """Fulfils `Processor`. It is always in the demo book."""

    name: ClassVar = "double"
    book: ClassVar = "demo"
    signature_header: ClassVar = "Harbour-Pay-Signature"

    def start(self, *, order: Order, now: datetime) -> str:
        wanted = {
            "amount_minor": order.money.minor,
            "currency": order.money.currency,
            "interval": order.interval,
            "email": order.email,
            "return_url": order.return_url,
        }
        session, _ = DoubleSession.objects.get_or_create(
            reference=order.reference, defaults={**wanted, "opened_at": now}
        )
        if any(getattr(session, name) != value for name, value in wanted.items()):
            raise ProcessorAway("The same reference was used for another order.")
        return reverse("double_checkout", args=[session.token])

    def verify(self, *, body: bytes, signature: str, now: datetime) -> Envelope:
        check_signature(body=body, header=signature, secret=webhook_secret(), now=now)
        event = _opened(body)
        try:
            envelope = Envelope(account=event["account"], event_id=event["id"], kind=event["type"])
        except KeyError as error:
            raise UnreadableEvent(f"no {error}") from error
        if not all(isinstance(word, str) and 0 < len(word) <= 120 for word in vars(envelope).values()):
            raise UnreadableEvent("an envelope of odd words")
        if envelope.account != ACCOUNT:
            raise ForeignAccount(envelope.account)
        return envelope

    def claims(self, *, body: bytes) -> list[Claim]:
        event = _opened(body)
        read = READERS.get(event.get("type", ""))
        try:
            return read(event["object"]) if read else []
        except (KeyError, TypeError, ValueError) as error:
            raise UnreadableEvent(f"{event.get('type')}: {error!r}") from error


def webhook_secret() -> str:
    """Shared by the double and our receiving end; follows from the site's own secret."""
    return salted_hmac("standfirst.contributions.double", "webhook", algorithm="sha256").hexdigest()


def signed(body: bytes, *, now: datetime) -> str:
    """The header that goes with an event when it is delivered."""
    return sign(body=body, secret=webhook_secret(), at=now)


def _opened(body: bytes) -> dict[str, Any]:
    try:
        event = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnreadableEvent("not JSON") from error
    if not isinstance(event, dict):
        raise UnreadableEvent("not an object")
    return event


def _processing(it: dict[str, Any]) -> list[Claim]:
    return [state_claim(Kind.PAYMENT, it["id"], "processing"), pledge_claim(Kind.PAYMENT, it["id"], it["reference"])]


def _failed(it: dict[str, Any]) -> list[Claim]:
    return [state_claim(Kind.PAYMENT, it["id"], "failed"), pledge_claim(Kind.PAYMENT, it["id"], it["reference"])]


def _succeeded(it: dict[str, Any]) -> list[Claim]:
    settled = settled_claim(it["id"], Money(it["amount"], it["currency"]), datetime.fromisoformat(it["settled_at"]))
    return [
        state_claim(Kind.PAYMENT, it["id"], "succeeded"),
        pledge_claim(Kind.PAYMENT, it["id"], it["reference"]),
        settled,
    ]


def _fee_known(it: dict[str, Any]) -> list[Claim]:
    # As with real processors, this event knows its payment only, not our reference.
    return [fee_claim(it["payment"], Money(it["amount"], it["currency"]))]


def _checkout(it: dict[str, Any]) -> list[Claim]:
    return [state_claim(Kind.CHECKOUT, it["id"], it["state"]), pledge_claim(Kind.CHECKOUT, it["id"], it["reference"])]


def _subscription(it: dict[str, Any]) -> list[Claim]:
    return [
        state_claim(Kind.SUBSCRIPTION, it["id"], "active"),
        pledge_claim(Kind.SUBSCRIPTION, it["id"], it["reference"]),
    ]


READERS: dict[str, Callable[[dict[str, Any]], list[Claim]]] = {
    "payment.processing": _processing,
    "payment.failed": _failed,
    "payment.succeeded": _succeeded,
    "fee.known": _fee_known,
    "checkout.completed": _checkout,
    "checkout.cancelled": _checkout,
    "subscription.started": _subscription,
}
