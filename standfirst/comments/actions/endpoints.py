"""Endpoints: who is told what, with which secret, and when the house stops telling."""

from __future__ import annotations

import secrets as randomness
from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from standfirst.comments.actions.hooks import as_bytes, named
from standfirst.comments.letters import tell_of_endpoint_switched_off
from standfirst.comments.models import Kind, WebhookDelivery, WebhookEndpoint
from standfirst.comments.webhooks.sending import manners_for
from standfirst.comments.webhooks.signing import new_secret
from standfirst.comments.webhooks.tables import TEST

OLD_SECRET_HOLDS = timedelta(hours=24)


class UnknownKind(ValueError):
    """There is nothing of this kind to be told."""


@transaction.atomic
def add_endpoint(*, address: str, description: str, kinds: Collection[str], now: datetime) -> WebhookEndpoint:
    """A new endpoint, active at once, with a secret of its own. Raises BadAddress, UnknownKind."""
    check(address=address, kinds=kinds)
    return WebhookEndpoint.objects.create(
        address=address, description=description, kinds=sorted(kinds), secret=new_secret(), made_at=now
    )


@transaction.atomic
def change_endpoint(
    *, endpoint_id: int, address: str, description: str, kinds: Collection[str], is_active: bool
) -> WebhookEndpoint:
    """Change what is said about an endpoint. One that the house had switched off begins anew when it is active again.

    Raises BadAddress, UnknownKind.
    """
    check(address=address, kinds=kinds)
    endpoint = WebhookEndpoint.objects.select_for_update().get(pk=endpoint_id)
    endpoint.address, endpoint.description, endpoint.kinds = address, description, sorted(kinds)
    if is_active and not endpoint.is_active:
        endpoint.failing_since = endpoint.switched_off_at = None
        endpoint.switched_off_because = ""
    endpoint.is_active = is_active
    endpoint.save()
    return endpoint


def check(*, address: str, kinds: Collection[str]) -> None:
    manners_for(address, this_machine=settings.WEBHOOKS_TO_THIS_MACHINE)
    if not set(kinds) <= set(Kind.values):
        raise UnknownKind


@transaction.atomic
def rotate_secret(*, endpoint_id: int, now: datetime) -> WebhookEndpoint:
    """Give the endpoint a new secret. For a day messages are signed with the one before as well."""
    endpoint = WebhookEndpoint.objects.select_for_update().get(pk=endpoint_id)
    endpoint.old_secret, endpoint.old_secret_until = endpoint.secret, now + OLD_SECRET_HOLDS
    endpoint.secret = new_secret()
    endpoint.save(update_fields=["secret", "old_secret", "old_secret_until"])
    return endpoint


@transaction.atomic
def send_test(*, endpoint_id: int, now: datetime) -> WebhookDelivery:
    """A message that tells of nothing, to see whether it arrives. It waits where the endpoint is switched off."""
    endpoint = WebhookEndpoint.objects.get(pk=endpoint_id)
    return WebhookDelivery.objects.create(
        endpoint=endpoint,
        event_id=named(TEST, randomness.token_hex(12)),
        kind=TEST,
        payload=as_bytes(kind=TEST, payload={"endpoint": endpoint.pk}, now=now),
        made_at=now,
        next_try_at=now,
    )


@transaction.atomic
def switch_off(*, endpoint_id: int, because: str, now: datetime) -> None:
    """Tell this endpoint nothing more, and tell the administrators so by letter. A second time does nothing."""
    switched = WebhookEndpoint.objects.filter(pk=endpoint_id, is_active=True).update(
        is_active=False, switched_off_at=now, switched_off_because=because[:200]
    )
    if switched:
        tell_of_endpoint_switched_off(WebhookEndpoint.objects.get(pk=endpoint_id), now=now)
