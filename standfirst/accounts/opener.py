"""A window that another site has opened to sign in keeps its line to that site, for as long as signing in takes.

Everywhere else the paper's pages cut it (Cross-Origin-Opener-Policy), and a window in which it was cut once can give no
answer any more.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

KEY = "opener_until"
SECONDS = 15 * 60
SIGNING_IN = "/account/"


def keep_opener(request: HttpRequest) -> None:
    """For somebody who is not signed in yet; the sign-in pages follow in the same window."""
    if not request.user.is_authenticated:
        request.session[KEY] = int(time.time()) + SECONDS


class OpenerMiddleware:
    """Looks at the pages for signing in alone, which are personal anyway."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path.startswith(SIGNING_IN) and request.session.get(KEY, 0) > time.time():
            response["Cross-Origin-Opener-Policy"] = "unsafe-none"
        return response
