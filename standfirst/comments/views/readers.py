"""Doors to what one reader has said in public."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from standfirst import clock
from standfirst.accounts.models import User
from standfirst.comments.queries.reading import reader_by_reference, said_by
from standfirst.edge.caching import keep_at_most, public_page, tag_response

SUPPORT_TRUE_FOR_SECONDS = 3600


@require_safe
@public_page
def reader_page(request: HttpRequest, reference: str) -> HttpResponse:
    """A reader's public page: who they say they are, and what they have said, newest first."""
    try:
        reader = reader_by_reference(reference)
    except User.DoesNotExist:
        raise Http404 from None
    tag_response(request, f"reader:{reader.pk}")
    before = request.GET.get("before", "")
    if before and not (before.isascii() and before.isdigit() and len(before) <= 18):
        raise Http404
    page = said_by(reader=reader, before=int(before) if before else None)
    tag_response(request, *(f"thread:{one.thread_id}" for one in page.said))
    tag_response(request, *(f"story:{one.place.pk}" for one in page.said))
    keep_at_most(request, SUPPORT_TRUE_FOR_SECONDS)
    supports = reader.shows_support and reader.supporter_until is not None and reader.supporter_until > clock.now()
    context = {"reader": reader, "page": page, "is_supporter": supports, "is_later": bool(before)}
    return render(request, "comments/reader.html", context)
