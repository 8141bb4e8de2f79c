"""The door for readers whom another site signs in and who have no address here: to their data, and out again."""

from __future__ import annotations

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from standfirst import clock
from standfirst.accounts.actions.arriving import AccountGone, MustSignInHere, TokenUsed, come_in, whom_it_opens


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def come_from_elsewhere(request: HttpRequest, word: str) -> HttpResponse:
    """Says whose account it is, and opens it with a click: nobody is signed in as somebody else by a link alone."""
    try:
        person = whom_it_opens(word)
        if request.method != "POST":
            return render(request, "accounts/come_from_elsewhere.html", {"person": person})
        person = come_in(word=word, now=clock.now())
    except (AccountGone, MustSignInHere, TokenUsed):
        return render(request, "accounts/come_from_elsewhere.html", {"person": None}, status=410)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    # Shown just now, by the site that speaks for them: what asks for that next may go on.
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "other-site", "at": time.time()}]
    return redirect("your_data")
