"""Doors for readers who write from pages of other systems. The same actions as on our own pages, and the same words."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from standfirst import clock
from standfirst.accounts.forms import NameForm
from standfirst.accounts.models import Scope
from standfirst.comments.actions.editing import delete_comment, edit_comment
from standfirst.comments.actions.elsewhere import Whereabouts, post_elsewhere
from standfirst.comments.actions.following import follow_thread
from standfirst.comments.actions.recommending import NotToRecommend, recommend, take_back
from standfirst.comments.addresses import check_address
from standfirst.comments.elsewhere.addresses import BadAddress
from standfirst.comments.forms import REFUSED, CommentForm, EditForm, in_words
from standfirst.comments.models import Comment, OutsidePage
from standfirst.comments.views.crossing import Crossed, comment_of_site, crossing, holder, refusal
from standfirst.comments.writing import clean_body, render_body
from standfirst.web.personal import collect_bits

SHOWN_THERE = {"#posting-as", "#own-marks", "#own-comments", "#muted-comments"}


@crossing(scope=Scope.COMMENT)
def post_from_elsewhere(request: HttpRequest, who: Crossed) -> HttpResponse:
    """Post a comment; with a name, where the reader has yet to choose one. Others are not renamed from there."""
    form = CommentForm(request.POST)
    if "display_name" in request.POST and not holder(who).display_name:
        name_form = NameForm(request.POST, user=holder(who))
        if not name_form.is_valid():
            return refusal("name-refused", " ".join(map(str, name_form.errors["display_name"])), status=422)
    try:
        check_address(request)
        comment = post_elsewhere(
            site=who.site,
            page=page_named(request),
            author=holder(who),
            body=form["body"].value() or "",
            insists=bool(form["insists"].value()),
            parent_id=form.parent_id,
            posting_key=form.key,
            now=clock.now(),
        )
    except BadAddress:
        raise Http404 from None
    except REFUSED as refused:
        return refusal(*in_words(refused), status=422)
    if form["follow"].value() and who.bearer is not None and Scope.FOLLOW in who.bearer.scopes:
        follow_thread(thread_id=comment.thread_id, reader_id=comment.author_id, now=clock.now())
    return posted_answer(comment)


def posted_answer(comment: Comment) -> JsonResponse:
    """What became of it; and why, where a moderator reads it first."""
    held = comment.state_changes.order_by("-pk").values_list("why", flat=True).first()
    is_held = comment.state == Comment.State.PENDING
    return JsonResponse({"comment": comment.pk, "state": comment.state, "words": held if is_held else ""})


@crossing()
def preview_elsewhere(request: HttpRequest, who: Crossed) -> HttpResponse:
    """How the words would look; nothing is kept and nobody need be signed in."""
    try:
        return JsonResponse({"html": render_body(clean_body(request.POST.get("body", "")))})
    except REFUSED as refused:
        return refusal(*in_words(refused), status=422)


@crossing(scope=Scope.RECOMMEND)
def recommend_elsewhere(request: HttpRequest, who: Crossed, comment_id: int) -> HttpResponse:
    comment_of_site(who, comment_id)
    takes_back = request.POST.get("do") == "take-back"
    act = take_back if takes_back else recommend
    try:
        comment = act(comment_id=comment_id, reader=holder(who), now=clock.now())
    except NotToRecommend:
        return refusal("not-to-recommend", status=422)
    return JsonResponse({"recommended": not takes_back, "count": comment.recommend_count})


@crossing(scope=Scope.COMMENT)
def edit_elsewhere(request: HttpRequest, who: Crossed, comment_id: int) -> HttpResponse:
    """What one's own comment says, to begin with; then, with other words and the revision they replace, change it."""
    comment = comment_of_site(who, comment_id)
    if comment.author_id != holder(who).pk:
        raise Http404
    if "body" not in request.POST:
        return JsonResponse({"body": comment.body, "revision": comment.revision})
    form = EditForm(request.POST)
    try:
        changed = edit_comment(
            comment_id=comment_id,
            revision=form.seen,
            author=holder(who),
            body=form["body"].value() or "",
            insists=bool(form["insists"].value()),
            now=clock.now(),
        )
    except REFUSED as refused:
        return refusal(*in_words(refused), status=422)
    return posted_answer(changed)


@crossing(scope=Scope.COMMENT)
def delete_elsewhere(request: HttpRequest, who: Crossed, comment_id: int) -> HttpResponse:
    """Take one's own comment away; the page has asked first."""
    comment_of_site(who, comment_id)
    try:
        delete_comment(comment_id=comment_id, author=holder(who), now=clock.now())
    except REFUSED as refused:
        return refusal(*in_words(refused), status=422)
    return JsonResponse({})


@crossing(scope=Scope.COMMENT)
def yours_elsewhere(request: HttpRequest, who: Crossed) -> HttpResponse:
    """What is the reader's own in a thread of the site, as pieces of HTML."""
    number = request.GET.get("thread", "")
    known = number.isascii() and number.isdigit() and len(number) < 15
    if not known or not OutsidePage.objects.filter(thread=int(number), site=who.site, live=True).exists():
        raise Http404
    bits = [bit for bit in collect_bits(request) if bit.into in SHOWN_THERE]
    return render(request, "web/fragment.html", {"bits": bits})


def page_named(request: HttpRequest) -> Whereabouts:
    sent = request.POST
    return Whereabouts(address=sent.get("url", ""), title=sent.get("title", ""), token=sent.get("page_token", ""))
