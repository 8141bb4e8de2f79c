"""What the conversation's actions refuse, as answers of the API: the codes and words of the pages, with a status."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI

from standfirst.comments import forms
from standfirst.comments.actions.recommending import NotToRecommend
from standfirst.comments.cursors import BadCursor
from standfirst.stories.api.problems import REFUSALS, Problem, Refusal, refuse

STATUS = {
    "empty": 422,
    "too-long": 422,
    "closed": 409,
    "questions-not-yet": 409,
    "questions-over": 409,
    "parent-gone": 409,
    "too-fast": 429,
    "too-fast-from-here": 429,
    "repeat": 409,
    "restricted": 403,
    "email-not-confirmed": 403,
    "name-missing": 403,
    "edit-too-late": 409,
    "stale": 409,
    "gone": 410,
    "asked-first": 409,
    "not-taken": 422,
    "not-yours": 403,
    "not-vouched-for": 403,
}
FIELDS = {
    "empty": "text",
    "too-long": "text",
    "repeat": "text",
    "asked-first": "text",
    "not-taken": "text",
    "parent-gone": "parent_id",
    "stale": "revision",
}
WAIT_SECONDS = 60
OTHERS: dict[type[Exception], str] = {NotToRecommend: "not-to-recommend", BadCursor: "bad-cursor"}


def name_refusals() -> None:
    """Add the codes to those of the API."""
    for code, words in forms.REFUSALS.values():
        status = STATUS[code]
        REFUSALS[code] = Refusal(status, words, retry_after=WAIT_SECONDS if status == 429 else None)
    REFUSALS["not-to-recommend"] = Refusal(
        409, _("This comment is your own, or not public, or its conversation is over.")
    )
    REFUSALS["bad-cursor"] = Refusal(400, _("There is no such place in this order."))
    REFUSALS["not-signed-in"] = Refusal(401, _("This needs a key, or somebody who is signed in."))
    REFUSALS["bad-key"] = Refusal(401, _("This key holds no more, or not here."))
    REFUSALS["not-allowed"] = Refusal(403, _("This key does not allow that."))
    REFUSALS["other-site"] = Refusal(403, _("Pages of other sites write with a key, not with a cookie."))


def problem_of(refusal: Exception) -> Problem:
    if type(refusal) in OTHERS:
        return Problem(OTHERS[type(refusal)])
    code, words = forms.in_words(refusal)
    return Problem(code, words=words, field=FIELDS.get(code, ""))


def answer_with_refusals(api: NinjaAPI) -> None:
    """Whatever the actions raise is answered by its code."""
    name_refusals()

    def refused(request: HttpRequest, refusal: Exception | type[Exception]) -> HttpResponse:
        assert isinstance(refusal, Exception)  # noqa: S101  # ninja hands over what was raised
        return refuse(problem_of(refusal))

    for kind in (*forms.REFUSED, *OTHERS):
        api.add_exception_handler(kind, refused)
