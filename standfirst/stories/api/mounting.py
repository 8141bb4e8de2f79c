"""The API as a whole: one document, one way to refuse, open to pages of other sites. Desks above join in `urls.py`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import URLPattern, re_path
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView
from ninja import NinjaAPI

from standfirst.edge.caching import public_page
from standfirst.stories.api.description import DescribedAPI
from standfirst.stories.api.doors import router
from standfirst.stories.api.json_bodies import StrictParser, read_body
from standfirst.stories.api.problems import Problem, answer_with_problems, refuse

PERSONAL = "your/"
SAFE = {"GET", "HEAD", "OPTIONS"}
PREFLIGHT = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Max-Age": "86400",
}

API = DescribedAPI(
    title="The paper's API",
    version="3.1.0",
    description="What the paper has published, and its readers' conversation. Reading needs no sign-in.",
    urls_namespace="api",
    openapi_url="/openapi.json",
    docs_url=None,
    parser=StrictParser(),
)
answer_with_problems(API)
API.add_router("", router)


def api_patterns(*joining: Callable[[NinjaAPI], None]) -> list[URLPattern]:
    """The addresses. What is below PERSONAL is somebody's own; all else is the same for everyone, kept at the edge."""
    for join in joining:
        join(API)
    # The bare address leads to the description of all others.
    to_the_document = RedirectView.as_view(pattern_name="api:openapi-json")
    found = [one for one in API.urls[0] if isinstance(one, URLPattern)]
    for pattern in found:
        view: Any = to_the_document if pattern.name == "api-root" else pattern.callback
        # Operations refuse what they don't do by themselves; the document would answer to anything.
        if pattern.name in {"api-root", "openapi-json"}:
            view = require_safe(view)
        if not str(pattern.pattern).startswith(PERSONAL):
            view = public_page(view)
        pattern.callback = open_to_all(view)
    return [*found, re_path("", open_to_all(nothing_here))]


def nothing_here(request: HttpRequest) -> HttpResponse:
    """No page of the paper: programs get words that they can read. Only what is read is led to the slash it forgot."""
    if request.method in SAFE and not request.path.endswith("/"):
        return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
    return refuse(Problem("not-found"))


def open_to_all(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Pages of other sites may read the answers, and write with a key, never with a cookie: no credentials are allowed.

    Search engines find stories, not their data.
    """

    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            return HttpResponse(status=204, headers=PREFLIGHT)
        response = answered(view, request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "Retry-After"
        response["X-Robots-Tag"] = "noindex"
        if response.status_code == 204:
            # No body has no type.
            del response["Content-Type"]
        if request.method not in SAFE or "edge_tags" not in request.__dict__:
            add_never_cache_headers(response)
        return response

    return wrapped


def answered(view: Callable[..., HttpResponse], request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    try:
        if request.method not in SAFE:
            read_body(request)
    except Problem as problem:
        return refuse(problem)
    response = view(request, *args, **kwargs)
    if response.status_code != 405:
        return response
    refused = refuse(Problem("not-done-here"))
    refused["Allow"] = response.get("Allow", "GET")
    return refused
