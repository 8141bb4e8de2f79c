"""Letters of the comments desk."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from standfirst.accounts.actions.letters import write_letter
from standfirst.accounts.models import User
from standfirst.comments.models import WebhookEndpoint


def tell_of_endpoint_switched_off(endpoint: WebhookEndpoint, *, now: datetime) -> None:
    """To every administrator, once for each time that it was switched off."""
    context = {
        "endpoint": endpoint,
        "paper": settings.PAPER_NAME,
        "address": settings.BASE_URL + reverse("webhook", args=[endpoint.pk]),
    }
    for administrator in User.objects.filter(is_superuser=True, is_active=True).order_by("pk"):
        write_letter(
            purpose=f"webhook:{endpoint.pk}:off:{now.isoformat()}:{administrator.pk}",
            recipient=administrator.email,
            subject=_("A webhook was switched off: %(name)s") % {"name": endpoint.description},
            text=render_to_string("comments/letters/webhook_switched_off.txt", context),
            now=now,
        )
