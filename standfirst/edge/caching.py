"""Marks pages as the same for everyone, with the tags by which they are purged."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from standfirst.edge.purging import committed_purges

TAGS_HEADER = "Edge-Tags"
PURGE_HEADER = "Edge-Purge"
MAX_AGE_HEADER = "Edge-Max-Age"
COUNTS_HEADER = "Edge-Counts"
KEPT_STATUSES = {200, 301, 410}


def tag_response(request: HttpRequest, *tags: str) -> None:
    """Add tags to the page that is being made for `request`; from views and template tags alike."""
    collected: set[str] = request.__dict__.setdefault("edge_tags", set())
    collected.update(tags)


def keep_at_most(request: HttpRequest, seconds: int) -> None:
    """The page made for `request` is true for so many seconds; the first who asks after that has it made anew.

    That one reader may still be shown the old page, so this is for dates and adverts, not for secrets.
    """
    held = request.__dict__.get("edge_max_age")
    request.__dict__["edge_max_age"] = seconds if held is None else min(held, seconds)


def count_views(request: HttpRequest, name: str) -> None:
    """How often the page made for `request` is shown is counted under `name`: sums by the hour, nobody in particular.

    The edge hands them in at `/-/views`. Only pages that it keeps are counted.
    """
    request.__dict__["edge_counts"] = name


def public_page[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """A view whose answer to GET is the same for everyone, so that the edge may keep it."""

    @wraps(view)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request: Any = args[0]
        tag_response(request, "site")
        return view(*args, **kwargs)

    return wrapped


class EdgeMiddleware:
    """Writes the collected tags into the answer's header, if the answer may be kept for everyone.

    An answer that sets a cookie or varies by cookie never carries tags: it was made for one person.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with committed_purges() as purged:
            response = self.get_response(request)
        if purged:
            # The edge that carries this answer applies it first, so that whoever has just posted sees the new page
            # and not the one of a moment ago; all others learn of it in their own time.
            response[PURGE_HEADER] = " ".join(sorted(purged))
        tags: set[str] = request.__dict__.get("edge_tags", set())
        if not tags or request.method not in {"GET", "HEAD"} or response.status_code not in KEPT_STATUSES:
            return response
        if response.cookies or "cookie" in response.get("Vary", "").lower():
            return response
        response[TAGS_HEADER] = " ".join(sorted(tags))
        counts = request.__dict__.get("edge_counts")
        if counts is not None and response.status_code == 200:
            response[COUNTS_HEADER] = counts
        max_age = request.__dict__.get("edge_max_age")
        if max_age is not None:
            response[MAX_AGE_HEADER] = str(max_age)
        # Browsers ask each time; the edge answers 304 from memory, so a purge reaches every reader at once.
        response.setdefault("Cache-Control", "public, max-age=0, must-revalidate")
        return response
