"""What the screens for webhooks show, each with a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet

from standfirst.comments.webhooks.tables import WebhookDelivery, WebhookEndpoint

ON_A_SCREEN = 50
WAITING = Q(deliveries__delivered_at__isnull=True, deliveries__given_up_at__isnull=True, deliveries__isnull=False)


@dataclass(frozen=True)
class DeliveriesPage:
    """Messages of one endpoint, the newest first. `before` is the cursor of the older ones, empty at the end."""

    deliveries: list[WebhookDelivery]
    before: str


def endpoints_with_figures() -> QuerySet[WebhookEndpoint]:
    """All endpoints, each with how many messages wait, how many were given up, and when it last took one."""
    return WebhookEndpoint.objects.annotate(
        waiting=Count("deliveries", filter=WAITING),
        given_up=Count("deliveries", filter=Q(deliveries__given_up_at__isnull=False)),
        last_delivered_at=Max("deliveries__delivered_at"),
    ).order_by("-is_active", "description", "pk")


def deliveries_page(*, endpoint_id: int, before: str) -> DeliveriesPage:
    """A cursor that is none begins at the newest."""
    deliveries = WebhookDelivery.objects.filter(endpoint=endpoint_id).order_by("-pk")
    if before.isascii() and before.isdigit() and len(before) < 19:
        deliveries = deliveries.filter(pk__lt=int(before))
    found = list(deliveries[: ON_A_SCREEN + 1])
    more = len(found) > ON_A_SCREEN
    return DeliveriesPage(deliveries=found[:ON_A_SCREEN], before=str(found[ON_A_SCREEN - 1].pk) if more else "")
