"""Who may post: forms on cached pages carry no token, so the browser's own word about the origin is checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}


class OriginMiddleware(CsrfViewMiddleware):
    """Stands where Django's CSRF middleware stands, and asks the browser first.

    `Sec-Fetch-Site: same-origin` or an `Origin` of our own lets a write pass; any other value of either refuses it.
    Where neither header comes (very old browsers, plain HTTP clients) Django's token is asked for; without one the
    person gets a page that shows what is about to be sent, with a token in it. See the ADR on forms without tokens.
    """

    def process_view(  # type: ignore[override]  # Django's answers a refusal; ours may also ask to confirm
        self, request: HttpRequest, callback: Callable[..., Any], callback_args: Any, callback_kwargs: Any
    ) -> HttpResponse | None:
        if request.method in SAFE_METHODS or getattr(callback, "csrf_exempt", False):
            return super().process_view(request, callback, callback_args, callback_kwargs)
        verdict = same_origin(request)
        if verdict is True:
            return None
        if verdict is False:
            return refused(request)
        if "csrfmiddlewaretoken" in request.POST or "HTTP_X_CSRFTOKEN" in request.META:
            return super().process_view(request, callback, callback_args, callback_kwargs)
        return ask_to_confirm(request)


def same_origin(request: HttpRequest) -> bool | None:
    """True: the browser says it is ours. False: it says it is not. None: it says nothing."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin == f"{request.scheme}://{request.get_host()}"
    return None


def refused(request: HttpRequest) -> HttpResponse:
    """403 with the paper's face: the form was sent from another site."""
    return render(request, "web/403_origin.html", status=403)


def ask_to_confirm(request: HttpRequest, *, status: int = 200) -> HttpResponse:
    """A page that shows the fields about to be sent, again, with a token; nothing was written yet."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    context = {"fields": fields, "action": request.get_full_path()}
    response = render(request, "web/confirm_post.html", context, status=status)
    add_never_cache_headers(response)
    return response


def ask_again(request: HttpRequest, reason: str = "") -> HttpResponse:
    """In place of Django's own page for a token that doesn't fit: the words are kept, with a new one."""
    return ask_to_confirm(request, status=403)
