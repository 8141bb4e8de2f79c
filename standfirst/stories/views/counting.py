"""Where the edge hands in how often stories were shown. Strangers never reach it: the edge answers them with 404."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from standfirst import clock
from standfirst.stories.actions.views import Sum, add_views

FIRST_HOUR = datetime(1970, 1, 1, tzinfo=UTC)


@csrf_exempt
@require_POST
def count(request: HttpRequest) -> HttpResponse:
    """`[["story:12", hours since 1970, views], …]` → 204, or 400 for anything else, which then changes nothing."""
    try:
        sums = [read_sum(*one) for one in json.loads(request.body)]
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return HttpResponse("These are no views.", status=400, content_type="text/plain")
    add_views(sums=sums, now=clock.now())
    return HttpResponse(status=204)


def read_sum(name: str, hour: int, views: int) -> Sum:
    kind, _, story = name.partition(":")
    if kind != "story" or type(hour) is not int or type(views) is not int:
        raise ValueError(name)
    return int(story), FIRST_HOUR + timedelta(hours=hour), views
