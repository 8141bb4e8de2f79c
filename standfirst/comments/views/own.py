"""Doors to one's own comments: all of them, change one, take one away."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from standfirst import clock
from standfirst.accounts.models import User
from standfirst.comments.actions.editing import (
    STANDS,
    CommentGone,
    NotYours,
    delete_comment,
    edit_comment,
    editable_until,
)
from standfirst.comments.forms import REFUSED, EditForm
from standfirst.comments.models import Comment
from standfirst.comments.queries import public_place
from standfirst.comments.views.posting import show_posted

SHOWN = 50


@login_required
@require_safe
@never_cache
def your_comments(request: HttpRequest) -> HttpResponse:
    """What one has written, newest first and in whatever state, with the ways to change it; works without script."""
    before = request.GET.get("before", "")
    if before and not (before.isascii() and before.isdigit() and len(before) <= 18):
        raise Http404
    found = Comment.objects.filter(author=person(request)).select_related("thread__story", "thread__outside_page")
    rows = list((found.filter(pk__lt=int(before)) if before else found).order_by("-pk")[: SHOWN + 1])
    now = clock.now()
    mine = [
        {"comment": one, "may_edit": one.state in STANDS and now <= editable_until(one), "stands": one.state in STANDS}
        for one in rows[:SHOWN]
    ]
    older = rows[SHOWN - 1].pk if len(rows) > SHOWN else None
    return render(request, "comments/your_comments.html", {"mine": mine, "older": older})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def edit(request: HttpRequest, comment_id: int) -> HttpResponse:
    comment = find_own(request, comment_id)
    if request.method != "POST" and not (comment.state in STANDS and clock.now() <= editable_until(comment)):
        # Too late, or nothing left to change: what became of it is more use than a form that refuses.
        return redirect("comment_posted", comment_id)
    form = EditForm(request.POST if request.method == "POST" else {"body": comment.body, "revision": comment.revision})
    if request.method == "POST":
        try:
            changed = edit_comment(
                comment_id=comment_id,
                revision=form.seen,
                author=person(request),
                body=form["body"].value() or "",
                insists=bool(form["insists"].value()),
                now=clock.now(),
            )
        except REFUSED as refusal:
            form.refuse(refusal)
        else:
            return show_posted(changed)
    context = {
        "comment": comment,
        "form": form,
        "place": public_place(comment.thread_id),
        "until": editable_until(comment),
    }
    return render(request, "comments/edit.html", context, status=422 if form.refusal else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def delete(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Ask first, then delete; whoever comes too late is shown what became of it."""
    comment = find_own(request, comment_id)
    place = public_place(comment.thread_id)
    if request.method != "POST":
        return render(request, "comments/delete.html", {"comment": comment, "place": place})
    try:
        delete_comment(comment_id=comment_id, author=person(request), now=clock.now())
    except CommentGone:
        return redirect("comment_posted", comment_id)
    return render(request, "comments/deleted.html", {"comment": comment, "place": place})


def find_own(request: HttpRequest, comment_id: int) -> Comment:
    comment = Comment.objects.filter(pk=comment_id, author=person(request)).first()
    if comment is None:
        raise Http404 from NotYours()
    return comment


def person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  # login_required saw to it
    return request.user
