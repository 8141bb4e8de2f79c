"""Staff need a second factor in production before the desk opens."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.csp import CSP

DESK = "/desk/"
SETTING_UP = "/account/2fa/totp/"


def passed_in_this_session(request: HttpRequest) -> bool:
    """Owning a second factor is not enough; this session must have shown it. allauth notes each way it was proven."""
    ways = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    return any(way.get("method") == "mfa" for way in ways)


class SecondFactorMiddleware:
    """Sends a member of staff without a second factor to the page where one is set up.

    That page shows the secret as a picture which is part of the page itself; nowhere else are such pictures allowed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = settings.ADMIN_NEEDS_SECOND_FACTOR and request.path.startswith(DESK)
        if asked and request.user.is_authenticated:
            if not is_mfa_enabled(request.user):
                return redirect("mfa_index")
            if not passed_in_this_session(request):
                return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")
        response = self.get_response(request)
        if request.path.startswith(SETTING_UP):
            policy = {**settings.SECURE_CSP, "img-src": [CSP.SELF, "data:"]}
            response._csp_config = policy  # type: ignore[attr-defined]  # where Django's decorators put it
        return response
