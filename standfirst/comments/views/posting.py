"""Doors for those who write: post, reply, what became of it, and words that wait."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from standfirst import clock
from standfirst.accounts.forms import NameForm
from standfirst.comments import keeping
from standfirst.comments.actions.elsewhere import Whereabouts, post_elsewhere
from standfirst.comments.actions.following import follow_thread
from standfirst.comments.actions.posting import NameMissing, post_comment
from standfirst.comments.addresses import check_address
from standfirst.comments.elsewhere.addresses import BadAddress
from standfirst.comments.elsewhere.queries import active_site, address_at, page_at
from standfirst.comments.forms import REFUSED, CommentForm, key_in, parent_in
from standfirst.comments.marks import quotation_of
from standfirst.comments.models import Comment, OutsideSite, Thread
from standfirst.comments.queries import place_of, public_place
from standfirst.comments.views.elsewhere import find_place, find_site
from standfirst.comments.writing import CommentEmpty, CommentTooLong, clean_body, render_body


@require_POST
@never_cache
def post(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Post a comment, or keep the words until the reader has signed in and chosen a name."""
    return take(
        request, find=lambda: get_object_or_404(Thread, pk=thread_id), write=partial(post_comment, thread_id=thread_id)
    )


@require_POST
@never_cache
def begin_elsewhere(request: HttpRequest, site: str) -> HttpResponse:
    """The first comment on a page elsewhere, from a page of ours; its thread is made with it."""
    thread = find_place(request, find_site(request, site)).thread
    return take(request, find=lambda: thread, write=partial(post_into, thread))


def take(request: HttpRequest, *, find: Callable[[], Thread], write: Callable[..., Comment]) -> HttpResponse:
    """The thread is looked up, and a form of Django's made, where one is shown: each costs as much as two queries."""
    typed = request.POST
    if "preview" in typed or not request.user.is_authenticated:
        go_on = preview if "preview" in typed else keep_for_later
        return go_on(request, thread=find(), form=CommentForm(typed))
    try:
        check_address(request)
        comment = write(
            author=request.user,
            body=typed.get("body", ""),
            parent_id=parent_in(typed.get("parent", "")),
            posting_key=key_in(typed.get("posting_key", "")),
            insists="insists" in typed,
            now=clock.now(),
        )
    except NameMissing:
        return keep_for_later(request, thread=find(), form=CommentForm(typed))
    except REFUSED as refusal:
        form = CommentForm(typed)
        form.refuse(refusal)
        return write_again(request, thread=find(), form=form)
    except Thread.DoesNotExist as missing:
        raise Http404 from missing
    if "follow" in typed:
        follow_thread(thread_id=comment.thread_id, reader_id=request.user.pk, now=clock.now())
    return show_posted(comment)


def post_into(thread: Thread, **comment: Any) -> Comment:
    """Into the thread that is there, or one that is made with it."""
    if thread.pk:
        return post_comment(thread_id=thread.pk, **comment)
    page = thread.outside_page
    assert page is not None  # noqa: S101  # every story has its thread already
    assert page.site is not None  # noqa: S101  # and so has every page of the desk's own
    return post_elsewhere(site=page.site, page=Whereabouts(page.address), **comment)


def show_posted(comment: Comment) -> HttpResponse:
    """To the comment in its place, or to the page that says what became of it."""
    if comment.state == Comment.State.PUBLISHED and comment.thread.place.live:
        return HttpResponseRedirect(place_of(comment))
    return redirect("comment_posted", comment.pk)


def write_again(request: HttpRequest, *, thread: Thread, form: CommentForm, preview: str = "") -> HttpResponse:
    """The form with the words as they were typed and the reason next to them.

    Of a story that is not public neither the headline nor what others wrote below it is shown.
    """
    place = public_place(thread.pk) if thread.pk else thread.outside_page
    published = Comment.objects.filter(thread=thread.pk, state=Comment.State.PUBLISHED)
    parent = published.filter(pk=form.parent_id or 0).first() if place is not None else None
    context = {"thread": thread, "place": place, "form": form, "parent": parent, "preview": preview}
    return render(request, "comments/reply.html", context, status=200 if preview else 422)


def preview(request: HttpRequest, *, thread: Thread, form: CommentForm) -> HttpResponse:
    """How the words would look, with the form below them; nothing is kept and nobody need be signed in."""
    try:
        html = render_body(clean_body(form["body"].value() or ""))
    except REFUSED as refusal:
        form.refuse(refusal)
        return write_again(request, thread=thread, form=form)
    return write_again(request, thread=thread, form=form, preview=html)


def keep_for_later(request: HttpRequest, *, thread: Thread, form: CommentForm) -> HttpResponse:
    """Into the session, with a key of its own where the form had none; then to the page that asks who is writing.

    What would be refused for its text alone is refused now, while all of it is still there.
    """
    try:
        body = clean_body(form["body"].value() or "")
    except (CommentEmpty, CommentTooLong) as refusal:
        form.refuse(refusal)
        return write_again(request, thread=thread, form=form)
    words = keeping.KeptComment(
        thread_id=thread.pk,
        body=body,
        parent_id=form.parent_id,
        posting_key=form.key or secrets.token_hex(16),
        follow=bool(form["follow"].value()),
        **begun_with(thread),
    )
    keeping.keep(request, words)
    if request.user.is_authenticated:
        return redirect("kept_comment")
    return redirect(sign_in_address())


def begun_with(thread: Thread) -> dict[str, str]:
    page = thread.outside_page
    if thread.pk or page is None or page.site is None:
        return {}
    return {"site": page.site.reference, "address": page.address}


def thread_of_kept(words: keeping.KeptComment) -> Thread | None:
    if words.thread_id is not None:
        return Thread.objects.filter(pk=words.thread_id).first()
    try:
        site = active_site(words.site)
        page = page_at(site=site, address=address_at(site=site, address=words.address))
    except (OutsideSite.DoesNotExist, BadAddress):
        return None
    thread: Thread = page.thread
    return thread


def sign_in_address() -> str:
    return f"{reverse('account_login')}?next={reverse('kept_comment')}"


@require_http_methods(["GET", "POST"])
@never_cache
def kept_comment(request: HttpRequest) -> HttpResponse:
    """Where a reader comes back to after signing in: the kept words are posted, after a name was chosen if need be.

    Only words that this session posted from our own form lie here, so showing the page may post them.
    """
    words = keeping.kept(request)
    thread = thread_of_kept(words) if words else None
    if words is None or thread is None:
        return render(request, "comments/kept.html", {"kept": None})
    kept = {
        "body": words.body,
        "place": public_place(thread.pk) if thread.pk else thread.outside_page,
        "parent": words.parent_id,
    }
    context: dict[str, object] = {"kept": kept}
    if not request.user.is_authenticated:
        return render(request, "comments/kept.html", {**context, "sign_in_url": sign_in_address()})
    if not request.user.display_name:
        name_form = NameForm(request.POST or None, user=request.user)
        if not (request.method == "POST" and name_form.is_valid()):
            return render(
                request,
                "comments/kept.html",
                {**context, "name_form": name_form},
                status=422 if request.method == "POST" else 200,
            )
    return post_kept(request, words=words, thread=thread)


def post_kept(request: HttpRequest, *, words: keeping.KeptComment, thread: Thread) -> HttpResponse:
    keeping.forget(request)
    data = {"body": words.body, "parent": str(words.parent_id or ""), "posting_key": words.posting_key}
    data |= {"follow": "yes"} if words.follow else {}
    try:
        check_address(request)
        comment = post_into(
            thread,
            author=request.user,
            body=words.body,
            parent_id=words.parent_id,
            posting_key=words.posting_key,
            now=clock.now(),
        )
    except REFUSED as refusal:
        form = CommentForm(data)
        form.refuse(refusal)
        return write_again(request, thread=thread, form=form)
    if words.follow:
        follow_thread(thread_id=comment.thread_id, reader_id=comment.author_id, now=clock.now())
    return show_posted(comment)


@require_safe
@never_cache
def reply_form(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The reply form as a page of its own, for readers without script."""
    published = Comment.objects.filter(state=Comment.State.PUBLISHED).select_related("thread", "author")
    parent = get_object_or_404(published, pk=comment_id)
    place = public_place(parent.thread_id)
    if place is None or not parent.thread.takes_comments(place=place, now=clock.now()):
        raise Http404
    words = quotation_of(parent.body) if request.GET.get("quote") == "1" else ""
    context = {"thread": parent.thread, "place": place, "parent": parent, "form": CommentForm(initial={"body": words})}
    return render(request, "comments/reply.html", context)


@login_required
@require_safe
@never_cache
def posted(request: HttpRequest, comment_id: int) -> HttpResponse:
    """To its author alone: whether the comment has appeared, or why it is held."""
    comment = get_object_or_404(Comment.objects.select_related("author"), pk=comment_id, author=request.user)
    held_words = comment.state_changes.order_by("-pk").values_list("why", flat=True).first()
    context = {
        "comment": comment,
        "place": public_place(comment.thread_id),
        "is_held": comment.state == Comment.State.PENDING,
        "held_words": held_words,
    }
    return render(request, "comments/posted.html", context)
