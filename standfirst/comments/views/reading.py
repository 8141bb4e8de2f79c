"""Doors for those who read: the comment's own address, and later pages of a thread."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from standfirst.comments.models import Comment
from standfirst.comments.queries import place_of, public_place, thread_page
from standfirst.edge.caching import public_page, tag_response
from standfirst.stories.models import StoryPage


@require_safe
def comment_address(request: HttpRequest, comment_id: int) -> HttpResponse:
    """A comment's own address leads to its place under the story, on whichever page of the thread it stands.

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
    """A later page of a long thread."""
    place = public_place(thread_id)
    if place is None:
        raise Http404
    after = request.GET.get("after", "")
    if not (after.isascii() and (after.isdigit() or not after) and len(after) <= 210):
        raise Http404
    page = thread_page(thread=place.thread, place=place, after=after)
    tag_response(request, f"thread:{thread_id}")
    if isinstance(place, StoryPage):
        tag_response(request, f"story:{place.pk}")
    context = {"thread": place.thread, "place": place, "comments": page.comments, "is_open": page.is_open}
    return render(request, "comments/thread_page.html", {**context, "more_after": page.more_after})
