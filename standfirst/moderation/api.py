"""Reporting a comment by program: the form of the page, with the same limits and words."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Field, NinjaAPI, Router, Schema, Status

from standfirst import clock
from standfirst.accounts.models import Scope
from standfirst.comments.api.callers import OPTIONAL, ReaderKey, caller_of
from standfirst.comments.api.schemas import Id, Sent
from standfirst.comments.models import Comment
from standfirst.comments.queries import public_place
from standfirst.moderation.actions.reports import LONGEST_WORDS, CommentNotPublic, make_report
from standfirst.moderation.forms import ReportForm
from standfirst.moderation.models import Report
from standfirst.stories.addresses import absolute
from standfirst.stories.api.doors import only_known
from standfirst.stories.api.problems import REFUSALS, Problem, Refusal, not_valid, refuse

router = Router(tags=["reports"])
WAIT_SECONDS = 60


class NewReport(Sent):
    """What is wrong with a comment. An address only of those without a key who want to hear the outcome."""

    reason: str = Field(json_schema_extra={"enum": list(Report.Reason.values)})
    words: str = Field(max_length=LONGEST_WORDS)
    email: str = ""


class Taken(Schema):
    reference: str
    html_url: str


@router.post(
    "/comments/{comment_id}/reports/", response={201: Taken}, url_name="report", operation_id="report",
    summary="Report a comment", auth=ReaderKey(Scope.REPORT, optional=True), openapi_extra=OPTIONAL,
)  # fmt: skip
def report(request: HttpRequest, comment_id: Id, report: NewReport) -> Any:
    """With a key or without. A reader who reports the same text twice gets the first reference again."""
    only_known(request, [])
    comment = Comment.objects.public().get(pk=comment_id)
    if public_place(comment.thread_id) is None:
        raise Http404
    user = caller_of(request).user
    form = ReportForm({"reason": report.reason, "words": report.words, "email": report.email}, signed_in=bool(user))
    if not form.is_valid():
        raise not_valid(in_form(form))
    if not ratelimit.consume(request, action="report_comment"):
        raise Problem("too-many-reports")
    made = make_report(comment_id=comment_id, reporter=user, now=clock.now(), **form.cleaned_data)
    html_url = absolute(reverse("report_thanks", args=[made.reference]))
    return Status(201, {"reference": made.reference, "html_url": html_url})


def in_form(form: ReportForm) -> list[dict[str, Any]]:
    """What the form objects to, as ninja would tell it."""
    return [
        {"type": one["code"] or "invalid", "loc": ["body", field], "msg": one["message"]}
        for field, errors in form.errors.get_json_data().items()
        for one in errors
    ]


def join(api: NinjaAPI) -> None:
    """Add this desk's routes, and the words for what its actions refuse."""
    api.add_router("", router)
    words = gettext_lazy("That was many reports in a short time. Wait a minute and send this one again.")
    REFUSALS["too-many-reports"] = Refusal(429, words, retry_after=WAIT_SECONDS)

    @api.exception_handler(CommentNotPublic)
    def _gone(request: HttpRequest, refusal: CommentNotPublic) -> HttpResponse:
        return refuse(Problem("gone", words=_("This comment is no longer public.")))
