"""`{% ad_slot "top" page %}`: a reserved, labelled place with an advert in it."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.urls import reverse
from wagtail.models import Page

from standfirst import clock
from standfirst.adverts.actions.booking import ADVERTS_TAG
from standfirst.adverts.models import Flight
from standfirst.adverts.queries import Standing, standing_in
from standfirst.edge.caching import keep_at_most, tag_response

register = template.Library()


@register.inclusion_tag("adverts/slot.html", takes_context=True)
def ad_slot(context: Context, name: str, page: Page) -> dict[str, Any]:
    """The advert in this slot of this page, the same for everyone.

    Nothing on pages that carry no adverts, in a slot without a label, or while nothing is booked.
    """
    if not getattr(page, "carries_adverts", True):
        return {}
    now = clock.now()
    standing = standing_in(slot=name, turn=page.pk or 0, now=now)
    request = context.get("request")
    if request is not None:
        _mark(request, standing, now=now)
    return _shown(standing.flight) if standing.flight else {}


def _mark(request: HttpRequest, standing: Standing, *, now: Any) -> None:
    """The page goes when an advert changes, and by itself when a flight starts or ends."""
    tag_response(request, ADVERTS_TAG)
    if standing.right_until is not None:
        keep_at_most(request, max(1, int((standing.right_until - now).total_seconds())))


def _shown(flight: Flight) -> dict[str, Any]:
    creative = flight.creative
    return {
        "slot": flight.slot,
        "creative": {
            "label": flight.slot.label,
            "address": reverse("go", args=[creative.pk]),
            "is_house": creative.advertiser.is_house,
            "heading": creative.headline,
            "text": creative.text,
            "link_words": creative.button,
            "picture": creative.picture,
            "alternative": creative.alternative,
        },
    }
