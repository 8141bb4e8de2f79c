"""A window that another site has opened to sign in keeps its line to that site, for as long as signing in takes.

Everywhere else the paper's pages cut it (Cross-Origin-Opener-Policy), and a window in which it was cut once can give no
answer any more.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

COOKIE = "sf_window"
SECONDS = 15 * 60
SIGNING_IN = "/account/"
POLICY = "Cross-Origin-Opener-Policy"


def keep_opener(request: HttpRequest, response: HttpResponseBase) -> None:
    """For this answer; and for the sign-in pages that follow in the same window, where nobody is signed in yet.

    A cookie and not the session: whoever only looks in leaves no row behind.
    """
    response.headers[POLICY] = "unsafe-none"
    if not request.user.is_authenticated:
        secure = bool(settings.SESSION_COOKIE_SECURE)
        response.set_cookie(COOKIE, "1", max_age=SECONDS, path=SIGNING_IN, samesite="Lax", httponly=True, secure=secure)


class OpenerMiddleware:
    """Looks at the pages for signing in alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if COOKIE in request.COOKIES and request.path.startswith(SIGNING_IN):
            response.headers[POLICY] = "unsafe-none"
        return response
