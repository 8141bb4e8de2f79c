"""The desk's door to picking a comment, from where it stands in the page."""

from __future__ import annotations

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from standfirst import clock
from standfirst.comments.actions.picking import NotToPick, pick_comment, unpick_comment
from standfirst.comments.models import Comment
from standfirst.comments.queries import place_of, public_place


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@permission_required("wagtailadmin.access_admin", raise_exception=True)
def pick(request: HttpRequest, comment_id: int) -> HttpResponse:
    """A page with one button, and what that does: pick, or take the pick away."""
    found = Comment.objects.select_related("author", "thread__story", "thread__outside_page")
    comment = get_object_or_404(found, pk=comment_id)
    place = public_place(comment.thread_id)
    if request.method != "POST":
        return render(request, "comments/pick.html", {"comment": comment, "place": place})
    try:
        if request.POST.get("do") == "unpick":
            unpick_comment(comment_id=comment_id, editor=request.user)  # type: ignore[arg-type]  # staff only
        else:
            pick_comment(comment_id=comment_id, editor=request.user, now=clock.now())  # type: ignore[arg-type]
    except NotToPick:
        return render(request, "comments/pick.html", {"comment": comment, "place": place, "refused": True}, status=422)
    if place is None or comment.state != Comment.State.PUBLISHED:
        return redirect("pick_comment", comment_id)
    return HttpResponseRedirect(place_of(comment))
