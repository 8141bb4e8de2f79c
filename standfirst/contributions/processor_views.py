"""Doors of processors: the webhook that all of them knock at, and the double's own checkout page."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from standfirst import clock
from standfirst.contributions.actions.receiving import receive_event
from standfirst.contributions.models import DoubleSession, Interval
from standfirst.contributions.pledges import INTERVAL_WORDS
from standfirst.contributions.processors import EventRefused
from standfirst.contributions.processors.double.checkout import Button, press
from standfirst.contributions.processors.double.processor import Double
from standfirst.contributions.processors.roster import UnknownProcessor, named

LARGEST_EVENT = 256 * 1024


@csrf_exempt
@require_POST
@never_cache
def webhook(request: HttpRequest, processor: str) -> HttpResponse:
    """Verified, stored, answered, nothing else. A repeat is answered like the first, so that it is not sent again."""
    length = request.headers.get("Content-Length", "0")
    if not length.isdigit() or int(length) > LARGEST_EVENT:
        return _plain("The event is too large.", 413)
    try:
        signature = request.headers.get(named(processor).signature_header, "")
        receive_event(processor=processor, body=request.body, signature=signature, now=clock.now())
    except UnknownProcessor as error:
        raise Http404 from error
    except EventRefused as refusal:
        return _plain(f"Refused: {type(refusal).__name__}.", 400)
    return _plain("Stored.", 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def double_checkout(request: HttpRequest, token: str) -> HttpResponse:
    """The double's page, which looks like a checkout and says that no money moves."""
    try:
        named(Double.name)
    except UnknownProcessor as error:
        raise Http404 from error
    session = get_object_or_404(DoubleSession, token=token)
    if request.method == "POST":
        try:
            button = Button(request.POST.get("outcome", ""))
        except ValueError as error:
            raise BadRequest("No such button.") from error
        session = press(token=token, button=button, now=clock.now())
        return redirect(session.return_url)
    if session.state != DoubleSession.State.OPEN:
        return redirect(session.return_url)
    context = {
        "pledge": {"reference": session.reference, "email": session.email},
        "amount_words": session.money.words,
        "interval_words": INTERVAL_WORDS[Interval(session.interval)],
        "action": request.path,
    }
    return render(request, "contributions/checkout.html", context)


def _plain(words: str, status: int) -> HttpResponse:
    return HttpResponse(words, content_type="text/plain; charset=utf-8", status=status)
