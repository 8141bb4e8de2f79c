"""A cookie that says only "somebody is signed in here", so that pages know whether to ask for personal bits."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

HINT = "sf_hint"


class SessionHintMiddleware:
    """Sets the hint when somebody has signed in and takes it away when they have left.

    Looks only at answers whose view has already used the session, so that public pages stay free of cookies.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        session = getattr(request, "session", None)
        if session is None or not session.accessed:
            return response
        signed_in = request.user.is_authenticated
        if signed_in and HINT not in request.COOKIES:
            response.set_cookie(
                HINT,
                "1",
                max_age=settings.SESSION_COOKIE_AGE,
                samesite="Lax",
                secure=bool(settings.SESSION_COOKIE_SECURE),
            )
        elif not signed_in and HINT in request.COOKIES:
            response.delete_cookie(HINT, samesite="Lax")
        return response
