"""Doors for a reader's own wishes: follow a thread, mute somebody, see whom one has muted."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from standfirst import clock
from standfirst.accounts.models import User
from standfirst.comments.actions.following import MutesOneself, follow_thread, mute, unfollow_thread, unmute
from standfirst.comments.models import Comment, Follow, Mute
from standfirst.comments.queries import public_place


@login_required
@require_http_methods(["GET", "POST"])
@never_cache
def follow(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Follow the conversation, or no more; then back to it."""
    assert isinstance(request.user, User)  # noqa: S101  # signed in
    place = public_place(thread_id)
    if place is None:
        raise Http404
    if request.method == "POST":
        if request.POST.get("do") == "unfollow":
            unfollow_thread(thread_id=thread_id, reader_id=request.user.pk)
        else:
            follow_thread(thread_id=thread_id, reader_id=request.user.pk, now=clock.now())
        # Back in the thread only the script shows what has changed; the form of this page leads here again.
        return redirect(f"{place.url}#follow-thread" if request.POST.get("from") == "thread" else request.path)
    follows = Follow.objects.filter(thread=thread_id, reader=request.user).exists()
    return render(request, "comments/follow.html", {"thread": place.thread, "place": place, "follows": follows})


@login_required
@require_http_methods(["GET", "POST"])
@never_cache
def mute_author(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Mute whoever wrote this comment; the page says first what that means."""
    assert isinstance(request.user, User)  # noqa: S101  # signed in
    published = Comment.objects.filter(state=Comment.State.PUBLISHED).select_related("author")
    comment = get_object_or_404(published, pk=comment_id)
    if public_place(comment.thread_id) is None:
        raise Http404
    is_own = comment.author_id == request.user.pk
    if request.method == "POST":
        try:
            mute(reader_id=request.user.pk, muted_id=comment.author_id, now=clock.now())
        except MutesOneself:
            return render(request, "comments/mute.html", {"comment": comment, "is_own": True}, status=422)
        return redirect(f"{reverse('your_muted')}?thread={comment.thread_id}")
    return render(request, "comments/mute.html", {"comment": comment, "is_own": is_own})


@login_required
@require_http_methods(["GET", "POST"])
@never_cache
def your_muted(request: HttpRequest) -> HttpResponse:
    """Whom the reader has muted, each with a button to hear them again."""
    assert isinstance(request.user, User)  # noqa: S101  # signed in
    own = Mute.objects.filter(reader=request.user).select_related("muted")
    if request.method == "POST":
        row = get_object_or_404(own, muted__reference=request.POST.get("reader", ""))
        unmute(reader_id=request.user.pk, muted_id=row.muted_id)
        return redirect("your_muted")
    thread = request.GET.get("thread", "")
    place = public_place(int(thread)) if thread.isascii() and thread.isdigit() and len(thread) < 15 else None
    return render(request, "comments/muted.html", {"mutes": own.order_by("-pk")[:500], "place": place})
