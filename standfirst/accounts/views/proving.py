"""Whose session this is, shown a moment ago: asked before what a browser left open in a library must not do."""

from __future__ import annotations

import time
from urllib.parse import urlencode

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

PROVEN_FOR_SECONDS = 15 * 60


def proven_lately(request: HttpRequest) -> bool:
    """This session has shown within a quarter of an hour whose it is. allauth notes each way in which it was proven."""
    ways = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    return any(time.time() - way.get("at", 0) < PROVEN_FOR_SECONDS for way in ways)


def prove_again(request: HttpRequest, *, then: str) -> HttpResponse:
    """Sign in anew, in whichever way, and come back to the page named `then`."""
    logout(request)
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': reverse(then)})}")
