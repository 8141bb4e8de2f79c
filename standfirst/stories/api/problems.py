"""Answers of the API that refuse: problem details (RFC 9457) with a code for programs and words for people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

PROBLEM_JSON = "application/problem+json"


@dataclass(frozen=True)
class Refusal:
    """What a code means. `retry_after` tells in how many seconds it may be tried again."""

    status: int
    words: object
    retry_after: int | None = None


# Every code there is; desks above add theirs. The page of documentation lists them.
REFUSALS: dict[str, Refusal] = {
    "bad-request": Refusal(400, _("The address asks for something that there is not.")),
    "bad-json": Refusal(400, _("This can’t be read as a JSON object.")),
    "not-found": Refusal(404, _("There is nothing at this address.")),
    "not-done-here": Refusal(405, _("This is not done at this address.")),
    "withdrawn": Refusal(410, _("This story was withdrawn.")),
    "too-large": Refusal(413, _("That is more than 64 KB.")),
    "not-json": Refusal(415, _("Send JSON in UTF-8, with the type application/json.")),
    "invalid": Refusal(422, _("Something in the request is not as it must be.")),
}
CODES = {400: "bad-request", 404: "not-found", 410: "withdrawn"}


class Problem(Exception):
    """A refusal by its code in REFUSALS. `field` names what in the request is meant, `words` may say it better."""

    def __init__(self, code: str, *, words: str = "", field: str = "", errors: Sequence[dict[str, Any]] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.words = words
        self.field = field
        self.errors = errors


def refuse(problem: Problem) -> HttpResponse:
    """The answer. Its `type` leads to the list of all codes."""
    refusal = REFUSALS[problem.code]
    told: dict[str, Any] = {
        "type": f"{settings.BASE_URL}/api/v3/docs/#{problem.code}",
        "title": HTTPStatus(refusal.status).phrase,
        "status": refusal.status,
        "detail": problem.words or str(refusal.words),
        "code": problem.code,
    }
    if problem.field:
        told["field"] = problem.field
    if problem.errors:
        told["errors"] = list(problem.errors)
    answer = HttpResponse(json.dumps(told, default=str), status=refusal.status, content_type=PROBLEM_JSON)
    if refusal.retry_after is not None:
        answer["Retry-After"] = str(refusal.retry_after)
    if refusal.status == 401:
        answer["WWW-Authenticate"] = "Bearer"
    return answer


def answer_with_problems(api: NinjaAPI) -> None:
    """What is raised anywhere below becomes such an answer. Desks above add what they raise."""

    @api.exception_handler(Problem)
    def _refused(request: HttpRequest, problem: Problem) -> HttpResponse:
        return refuse(problem)

    @api.exception_handler(ValidationError)
    def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return refuse(not_valid(error.errors))

    @api.exception_handler(Http404)
    def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
        return refuse(Problem("not-found", words=str(error)))

    @api.exception_handler(ObjectDoesNotExist)
    def _not_there(request: HttpRequest, error: ObjectDoesNotExist) -> HttpResponse:
        return refuse(Problem("not-found"))

    @api.exception_handler(HttpError)
    def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
        return refuse(Problem(CODES[error.status_code], words=str(error)))


def not_valid(errors: Sequence[dict[str, Any]]) -> Problem:
    """Without what was sent, which its sender knows."""
    told = [{"type": one["type"], "loc": place_in_request(one["loc"]), "msg": one["msg"]} for one in errors]
    field = str(told[0]["loc"][-1])[:100] if told and told[0]["loc"] else ""
    return Problem("invalid", field=field, errors=told)


def place_in_request(loc: Sequence[Any]) -> list[Any]:
    """Ninja names our own parameter between the body and what stands in it."""
    return [loc[0], *loc[2:]] if len(loc) > 2 and loc[0] == "body" else list(loc)
