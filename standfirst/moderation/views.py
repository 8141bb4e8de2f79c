"""Doors for readers: the house rules, reporting a comment, the thanks."""

from __future__ import annotations

from allauth.core import ratelimit
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from standfirst import clock
from standfirst.comments.models import Comment
from standfirst.comments.queries import public_place
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
@never_cache
def report_thanks(request: HttpRequest, reference: str) -> HttpResponse:
    """Thanks and the reference. Whoever knows the reference sees that it is known, and nothing of its content."""
    report = get_object_or_404(
        Report.objects.select_related("comment__thread__story", "comment__thread__outside_page"), reference=reference
    )
    context = {"report": report, "place": public_place(report.comment.thread_id), "comment": report.comment}
    return render(request, "moderation/thanks.html", context)
