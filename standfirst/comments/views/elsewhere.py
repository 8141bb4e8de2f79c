"""Doors for pages of other systems, open to everybody: the conversation as a piece of HTML, in a frame, by plain link.

What is shown is the same for all who ask, so the edge keeps it. `from` names the origin whose pages may read the
answer; it stands in the address, so that a kept answer needs no telling apart by `Origin`.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from standfirst import clock
from standfirst.comments.cursors import BadCursor, Sort, read_cursor, read_sort
from standfirst.comments.elsewhere.addresses import BadAddress
from standfirst.comments.elsewhere.queries import (
    active_site,
    address_at,
    counts_at,
    page_at,
    tag_of,
    tag_of_site,
)
from standfirst.comments.elsewhere.tables import own_origin
from standfirst.comments.models import Comment, OutsidePage, OutsideSite, Thread
from standfirst.comments.queries.pages import ON_A_PAGE, ThreadPage, branch_page, thread_page
from standfirst.edge.caching import public_page, tag_response

PAGES_COUNTED = 50
LANGUAGES = {code for code, _ in settings.LANGUAGES}


@require_safe
@public_page
def plain_link(request: HttpRequest, site: str) -> HttpResponse:
    """Where the link on the page leads: to the conversation here, with the way back; works without script."""
    place = find_place(request, find_site(request, site))
    if place.pk and place.thread.pk:
        return HttpResponseRedirect(place.url)
    context = {**shown(empty_page(request, place), place), "sort": Sort.OLDEST}
    return render(request, "comments/thread_page.html", context)


@require_safe
@public_page
def thread_elsewhere(request: HttpRequest, site: str) -> HttpResponse:
    """A page of the conversation as a piece of HTML, for the script on the host's page."""
    found = find_site(request, site)
    reader = read_from(request, found)
    place = find_place(request, found)
    with translation.override(chosen_language(request)):
        page, is_branch = chosen_page(request, place)
        context = {**shown(page, place), "site": found, "is_branch": is_branch, "paper": own_origin()}
        answer = render(request, "comments/elsewhere/piece.html", context)
    answer["Access-Control-Allow-Origin"] = reader
    return answer


@require_safe
@public_page
def frame_elsewhere(request: HttpRequest, site: str) -> HttpResponse:
    """The same in a page of its own, which the site's pages may frame, and nobody else's."""
    found = find_site(request, site)
    host = read_from(request, found)
    place = find_place(request, found)
    with translation.override(chosen_language(request)):
        context = {"site": found, "place": place, "host": host}
        answer = render(request, "comments/elsewhere/frame.html", context)
    origins = sorted(one.origin for one in found.origins.all())
    policy = {**settings.SECURE_CSP, "frame-ancestors": origins}
    answer._csp_config = policy  # type: ignore[attr-defined]  # where Django's decorators put it
    answer.xframe_options_exempt = True
    return answer


@require_safe
@public_page
def counts_elsewhere(request: HttpRequest, site: str) -> HttpResponse:
    """How many comments stand under each of at most PAGES_COUNTED pages: `?url=…&url=…`, under the names given."""
    found = find_site(request, site)
    reader = read_from(request, found)
    asked = request.GET.getlist("url")
    if not 0 < len(asked) <= PAGES_COUNTED:
        raise Http404
    known: dict[str, str] = {}
    for given in asked:
        try:
            known[given] = address_at(site=found, address=given)
        except BadAddress:
            continue
    counted = counts_at(site=found, addresses=list(known.values()))
    tag_response(request, *(tag_of(address) for address in known.values()))
    tag_response(request, *(f"thread:{thread_id}" for thread_id, _ in counted.values()))
    answer = JsonResponse({"counts": {given: counted.get(address, (0, 0))[1] for given, address in known.items()}})
    answer["Access-Control-Allow-Origin"] = reader
    return answer


def find_site(request: HttpRequest, reference: str) -> OutsideSite:
    try:
        site = active_site(reference)
    except OutsideSite.DoesNotExist:
        raise Http404 from None
    tag_response(request, tag_of_site(site.pk))
    return site


def find_place(request: HttpRequest, site: OutsideSite) -> OutsidePage:
    """The page that `url` names, with its thread; both unsaved where nobody has commented."""
    try:
        address = address_at(site=site, address=request.GET.get("url", ""))
    except BadAddress:
        raise Http404 from None
    place = page_at(site=site, address=address)
    tag_response(request, tag_of(address))
    if place.thread.pk:
        tag_response(request, f"thread:{place.thread.pk}")
    if not place.live:
        raise Http404
    return place


def read_from(request: HttpRequest, site: OutsideSite) -> str:
    """The origin that reads the answer: one of the site's, or our own, for what stands in a frame."""
    origin = request.GET.get("from", "")
    if origin != own_origin() and not site.has_origin(origin):
        raise Http404
    return origin


def chosen_language(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "").lower()
    known = next((one for one in (asked, asked.partition("-")[0]) if one in LANGUAGES), "")
    return known or settings.LANGUAGE_CODE


def chosen_page(request: HttpRequest, place: OutsidePage) -> tuple[ThreadPage, bool]:
    """The stretch that is asked for, behind a cursor of an order; or one comment in its place, and that it is one."""
    thread: Thread = place.thread
    if not thread.pk:
        return empty_page(request, place), False
    try:
        if number := number_asked(request, thread):
            after = request.GET.get("after", "")
            return branch_page(thread=thread, place=place, number=number, after=after), True
        sort = read_sort(request.GET.get("sort", ""))
        cursor = read_cursor(request.GET.get("after", ""), sort)
        return thread_page(thread=thread, place=place, sort=sort, after=cursor), False
    except (BadCursor, Comment.DoesNotExist):
        raise Http404 from None


def number_asked(request: HttpRequest, thread: Thread) -> int:
    """Of one comment: by its number in the thread, as links to more replies do, or by the id in a host's `#comment-`.

    A short thread stands whole, with that comment in it; one that is no longer there leads to the beginning.
    """
    comment = as_number(request.GET.get("comment", ""))
    if not comment:
        return as_number(request.GET.get("number", ""))
    if thread.comment_count < ON_A_PAGE:
        return 0
    return Comment.objects.public().filter(pk=comment, thread=thread).values_list("number", flat=True).first() or 0


def as_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 15 else 0


def empty_page(request: HttpRequest, place: OutsidePage) -> ThreadPage:
    """Of a page where nobody has commented. Where only its site begins conversations, it says that it will."""
    thread, site = place.thread, place.site
    begins = site is not None and (site.pages_by == OutsideSite.PagesBy.READERS or request.GET.get("signed") == "1")
    return ThreadPage(thread, [], "", begins and thread.takes_comments(place=place, now=clock.now()))


def shown(page: ThreadPage, place: OutsidePage) -> dict[str, Any]:
    return {
        "thread_page": page,
        "thread": page.thread,
        "place": place,
        "comments": page.comments,
        "is_open": page.is_open,
    }
