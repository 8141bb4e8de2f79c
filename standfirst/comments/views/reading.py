"""Doors for those who read a thread: its pages in every order, one comment in its place, how many there are."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from standfirst.comments.cursors import BadCursor, read_cursor, read_sort
from standfirst.comments.elsewhere.queries import tag_of, tag_of_site
from standfirst.comments.models import Comment, OutsidePage
from standfirst.comments.queries.pages import ThreadPage, branch_page, thread_page
from standfirst.comments.queries.places import place_of, public_place
from standfirst.comments.queries.reading import counts_of_stories
from standfirst.edge.caching import public_page, tag_response
from standfirst.stories.models import StoryPage

STORIES_COUNTED = 100
STORY_IDS = re.compile(r"[0-9]{1,15}(,[0-9]{1,15})*", re.ASCII)


@require_safe
def comment_address(request: HttpRequest, comment_id: int) -> HttpResponse:
    """A comment's own address leads to its place, under the story or on a page of its own.

    It is gone with its story: the address of a story that is not public may by now be that of a draft.
    """
    comment = get_object_or_404(
        Comment.objects.public().select_related("thread__story", "thread__outside_page"), pk=comment_id
    )
    if public_place(comment.thread_id) is None:
        raise Http404
    return HttpResponseRedirect(place_of(comment))


@require_safe
@public_page
def thread(request: HttpRequest, thread_id: int) -> HttpResponse:
    """A page of a thread, in any order."""
    place = _place(request, thread_id)
    try:
        sort = read_sort(request.GET.get("sort", ""), asks_questions=place.thread.asks_questions)
        after = read_cursor(request.GET.get("after", ""), sort)
        page = thread_page(thread=place.thread, place=place, sort=sort, after=after)
    except BadCursor:
        raise Http404 from None
    is_later = after is not None
    return render(request, "comments/thread_page.html", {**_shown(page, place), "sort": sort, "is_later": is_later})


@require_safe
@public_page
def branch(request: HttpRequest, thread_id: int, number: int) -> HttpResponse:
    """One comment in its place, with those it answers above it and the replies below."""
    place = _place(request, thread_id)
    try:
        page = branch_page(thread=place.thread, place=place, number=number, after=request.GET.get("after", ""))
    except (BadCursor, Comment.DoesNotExist):
        raise Http404 from None
    return render(request, "comments/branch_page.html", {**_shown(page, place), "is_branch": True})


@require_safe
@public_page
def counts(request: HttpRequest) -> HttpResponse:
    """How many comments stand under each of at most STORIES_COUNTED stories: `?stories=12,15`.

    Stories that are not public are left out, as are those that there never were.
    """
    text = request.GET.get("stories", "")
    story_ids = [int(one) for one in text.split(",")] if STORY_IDS.fullmatch(text) else []
    if not 0 < len(story_ids) <= STORIES_COUNTED:
        words = f"Name 1 to {STORIES_COUNTED} stories by their numbers: ?stories=12,15"
        return JsonResponse({"error": words}, status=400, headers={"Access-Control-Allow-Origin": "*"})
    found = counts_of_stories(story_ids)
    # By story too: one that is withdrawn or published changes the answer.
    tag_response(request, *(f"story:{one}" for one in story_ids), *(f"thread:{thread}" for thread, _ in found.values()))
    answer = JsonResponse({"counts": {str(story): count for story, (_, count) in sorted(found.items())}})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _place(request: HttpRequest, thread_id: int) -> StoryPage | OutsidePage:
    place = public_place(thread_id)
    if place is None:
        raise Http404
    tag_response(request, f"thread:{thread_id}")
    if isinstance(place, StoryPage):
        tag_response(request, f"story:{place.pk}")
    else:
        tag_response(request, tag_of(place.address), tag_of_site(place.site_id or 0))
    return place


def _shown(page: ThreadPage, place: StoryPage | OutsidePage) -> dict[str, Any]:
    return {
        "thread_page": page,
        "thread": page.thread,
        "place": place,
        "comments": page.comments,
        "is_open": page.is_open,
    }
