"""The API's documentation as a page of our own: the OpenAPI document in words, with nothing loaded from elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from standfirst.edge.caching import public_page
from standfirst.stories.api.mounting import API
from standfirst.stories.api.problems import REFUSALS

Told = dict[str, Any]


@require_safe
@public_page
def api_docs(request: HttpRequest) -> HttpResponse:
    document = API.get_openapi_schema()
    refusals = sorted(REFUSALS.items(), key=lambda one: (one[1].status, one[0]))
    context = {
        "groups": groups_of(document),
        "shapes": [shape_of(name, shape) for name, shape in sorted(document["components"]["schemas"].items())],
        "refusals": [{"code": code, "status": one.status, "words": one.words} for code, one in refusals],
    }
    return render(request, "stories/api_docs.html", context)


def groups_of(document: Mapping[str, Any]) -> list[Told]:
    """The operations by their tags, each as the page shows it."""
    groups: dict[str, list[Told]] = defaultdict(list)
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            groups[operation["tags"][0]].append(operation_of(method, path, operation))
    return [{"name": name.capitalize(), "operations": operations} for name, operations in groups.items()]


def operation_of(method: str, path: str, operation: Mapping[str, Any]) -> Told:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "description": with_code(operation.get("description", "")),
        "who": who_may(operation.get("security")),
        "parameters": [field_of(one["name"], one["schema"], one["required"]) for one in operation["parameters"]],
        "body": type_of(body) if body else [],
        "answers": list(answers_of(operation["responses"])),
    }


def who_may(security: list[Any] | None) -> str:
    if not security:
        return _("Everybody")
    return _("Everybody, or with a key") if {} in security else _("With a key")


def answers_of(responses: Mapping[Any, Any]) -> Iterator[Told]:
    """What may be refused is the same everywhere, and told once at the end of the page."""
    for status, answer in responses.items():
        if status == "4XX":
            continue
        for content in answer.get("content", {None: {}}).values():
            yield {"status": status, "type": type_of(content["schema"]) if content else []}


def shape_of(name: str, shape: Mapping[str, Any]) -> Told:
    needed = shape.get("required", [])
    fields = [field_of(one, details, one in needed) for one, details in shape["properties"].items()]
    return {"name": name, "description": with_code(shape.get("description", "")), "fields": fields}


def field_of(name: str, details: Mapping[str, Any], needed: bool) -> Told:
    return {
        "name": name,
        "type": type_of(details),
        "needed": needed,
        "description": with_code(details.get("description", "")),
    }


def type_of(details: Mapping[str, Any]) -> list[Told]:
    """The type in words, each with the shape that it leads to, if any."""
    if "$ref" in details:
        name = details["$ref"].rpartition("/")[2]
        return [{"words": name, "shape": name}]
    for several in ("anyOf", "oneOf", "allOf"):
        if several in details:
            return [one for inner in details[several] for one in type_of(inner)]
    if details.get("type") == "array":
        return [{"words": _("list of"), "shape": ""}, *type_of(details.get("items", {}))]
    if "enum" in details:
        return [{"words": ", ".join(str(one) or "“”" for one in details["enum"]), "shape": ""}]
    if "const" in details:
        return [{"words": str(details["const"]), "shape": ""}]
    return [{"words": details.get("format") or details.get("type", _("anything")), "shape": ""}]


def with_code(text: str) -> SafeString:
    """Words between `backticks` are a program's own."""
    parts = text.split("`")
    pieces = (format_html("<code>{}</code>", part) if at % 2 else part for at, part in enumerate(parts))
    return format_html_join("", "{}", ((piece,) for piece in pieces))
