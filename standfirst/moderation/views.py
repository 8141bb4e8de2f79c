"""Doors for readers: the house rules, reporting a comment, the thanks."""

from __future__ import annotations

from allauth.core import ratelimit
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from standfirst import clock
from standfirst.accounts.models import Scope
from standfirst.comments.models import Comment
from standfirst.comments.queries import public_place
from standfirst.comments.views.crossing import Crossed, comment_of_site, crossing, refusal
from standfirst.comments.views.elsewhere import chosen_language, find_site, read_from
from standfirst.edge.caching import keep_at_most, public_page, tag_response
from standfirst.moderation.actions.reports import CommentNotPublic, make_report
from standfirst.moderation.forms import ReportForm
from standfirst.moderation.models import Report
from standfirst.moderation.queries import policy_in_force


@require_safe
@public_page
def house_rules(request: HttpRequest) -> HttpResponse:
    tag_response(request, "house-rules")
    # A version may come into force at a set time, without anybody touching anything.
    keep_at_most(request, 300)
    policy = policy_in_force(now=clock.now())
    rules = policy.rules.all() if policy else []
    return render(request, "moderation/house_rules.html", {"policy": policy, "rules": rules})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def report_comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The form to report a comment, for everybody; signed in or not, with script or without."""
    comment = get_object_or_404(
        Comment.objects.select_related("thread__story", "thread__outside_page", "author"),
        Q(thread__story__live=True) | Q(thread__outside_page__live=True),
        pk=comment_id,
        state=Comment.State.PUBLISHED,
    )
    user = request.user if request.user.is_authenticated else None
    form = ReportForm(request.POST or None, signed_in=user is not None)
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="report_comment"):
            return slow_down(request, comment=comment, form=form)
        try:
            report = make_report(comment_id=comment.pk, reporter=user, now=clock.now(), **form.cleaned_data)
        except CommentNotPublic:
            return render(request, "moderation/already_gone.html", {"place": comment.thread.place}, status=410)
        return redirect("report_thanks", report.reference)
    context = {"comment": comment, "place": comment.thread.place, "form": form}
    return render(request, "moderation/report.html", context, status=422 if request.method == "POST" else 200)


def slow_down(request: HttpRequest, *, comment: Comment, form: ReportForm) -> HttpResponse:
    """The form again with everything that was typed; the report was not taken."""
    form.add_error(None, _("That was many reports in a short time. Wait a minute and send this one again."))
    context = {"comment": comment, "place": comment.thread.place, "form": form}
    return render(request, "moderation/report.html", context, status=429)


@require_safe
@public_page
def report_form_elsewhere(request: HttpRequest, site: str, comment_id: int) -> HttpResponse:
    """The form as a piece of HTML, for pages of another system; the same for everybody."""
    reader = read_from(request, find_site(request, site))
    comment = get_object_or_404(Comment.objects.public(), pk=comment_id, thread__outside_page__site__reference=site)
    tag_response(request, f"thread:{comment.thread_id}")
    with translation.override(chosen_language(request)):
        context = {"comment": comment, "form": ReportForm(signed_in=False, auto_id=f"report-{comment_id}-%s")}
        answer = render(request, "moderation/report_elsewhere.html", context)
    answer["Access-Control-Allow-Origin"] = reader
    return answer


@crossing()
def report_elsewhere(request: HttpRequest, who: Crossed, comment_id: int) -> HttpResponse:
    """Report a comment from a page of another system; signed in there or not."""
    comment = comment_of_site(who, comment_id)
    user = who.person if who.bearer is not None and Scope.REPORT in who.bearer.scopes else None
    form = ReportForm(request.POST, signed_in=user is not None)
    if not form.is_valid():
        return refusal(
            "incomplete", " ".join(str(words) for field in form.errors.values() for words in field), status=422
        )
    if not ratelimit.consume(request, action="report_comment"):
        return refusal("too-fast", _("That was many reports in a short time. Wait a minute and try again."), status=429)
    try:
        report = make_report(comment_id=comment.pk, reporter=user, now=clock.now(), **form.cleaned_data)
    except CommentNotPublic:
        return refusal("gone", _("This comment is no longer there."), status=410)
    words = _(
        "Thank you. Our moderators will review the comment. Its number, should you want to ask about it: %(number)s"
    )
    return JsonResponse({"reference": report.reference, "words": words % {"number": report.reference}})


@require_safe
@never_cache
def report_thanks(request: HttpRequest, reference: str) -> HttpResponse:
    """Thanks and the reference. Whoever knows the reference sees that it is known, and nothing of its content."""
    report = get_object_or_404(
        Report.objects.select_related("comment__thread__story", "comment__thread__outside_page"), reference=reference
    )
    context = {"report": report, "place": public_place(report.comment.thread_id), "comment": report.comment}
    return render(request, "moderation/thanks.html", context)
