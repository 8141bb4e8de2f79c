"""What a program sends: JSON of a bearable size, read once and strictly before anybody looks at it."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from ninja.parser import Parser

from standfirst.stories.api.problems import Problem

MOST_BYTES = 64 * 1024


class StrictParser(Parser):
    """Hands ninja what `read_body` has read; ninja would turn whatever is wrong into the same few words."""

    def parse_body(self, request: HttpRequest) -> Any:
        return request.__dict__["json_body"]


def read_body(request: HttpRequest) -> None:
    """Raises Problem for a body that is too large, of another type, or no JSON object of real letters."""
    try:
        size = len(request.body)
    except RequestDataTooBig:
        size = MOST_BYTES + 1
    if size > MOST_BYTES:
        raise Problem("too-large")
    if not size:
        return
    charset = (request.content_params or {}).get("charset", "utf-8")
    if request.content_type != "application/json" or charset.lower() != "utf-8":
        raise Problem("not-json")
    try:
        told = json.loads(request.body, parse_constant=_no_such_number)
        # Half a letter ("\ud800") is none: no database keeps it.
        json.dumps(told, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise Problem("bad-json") from error
    if not isinstance(told, dict):
        raise Problem("bad-json")
    request.__dict__["json_body"] = told


def _no_such_number(name: str) -> Any:
    raise ValueError(name)
