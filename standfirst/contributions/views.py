"""The page of support, the pledge, and the thanks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from standfirst import clock
from standfirst.contributions.actions import pledging
from standfirst.contributions.actions.asks import ASK_TAG
from standfirst.contributions.forms import PledgeForm, chosen_before
from standfirst.contributions.models import Interval, Pledge
from standfirst.contributions.processors import ProcessorAway
from standfirst.contributions.processors.roster import current
from standfirst.contributions.queries import PledgeState, offered_amounts, pledge_state
from standfirst.edge.caching import public_page, tag_response

LOOK_AGAIN_SECONDS = 2
LOOK_AGAIN_FOR_SECONDS = 60


@require_safe
@public_page
def support(request: HttpRequest) -> HttpResponse:
    """The same for everyone with this address, which may carry an amount and the story the reader comes from."""
    tag_response(request, ASK_TAG)
    amounts = offered_amounts()
    form = PledgeForm(amounts=amounts, initial=chosen_before(request.GET, amounts))
    return render(request, "contributions/support.html", {"form": form, "can_give": current() is not None})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def start_pledge(request: HttpRequest) -> HttpResponse:
    """From the form to the processor's checkout, or back to the form with words next to the fields."""
    if request.method != "POST":
        return redirect("support")
    form = PledgeForm(request.POST, amounts=offered_amounts())
    if form.is_valid():
        try:
            started = pledging.start_pledge(
                money=form.cleaned_data["money"],
                interval=Interval(form.cleaned_data["interval"]),
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                story=form.cleaned_data["story"],
                return_url=lambda pledge: request.build_absolute_uri(reverse("pledge_thanks", args=[pledge.reference])),
                now=clock.now(),
            )
        except ProcessorAway:
            form.add_error(None, _("The payment page does not answer, and nothing was taken. Try again in a minute."))
        else:
            return redirect(started.checkout_url)
    context = {"form": form, "can_give": current() is not None}
    return render(request, "contributions/support.html", context, status=422)


@require_safe
@never_cache
def pledge_thanks(request: HttpRequest, reference: str) -> HttpResponse:
    """Where the reader comes back to. It says what the books say: coming here proves no payment."""
    pledge = get_object_or_404(Pledge.objects.select_related("story"), reference=reference)
    state = pledge_state(pledge)
    context = {
        "pledge": pledge,
        "amount_words": pledge.money.words,
        "interval_words": pledge.interval_words,
        "state": state,
        "story": pledge.story if pledge.story and pledge.story.live else None,
    }
    response = render(request, "contributions/thanks.html", context)
    waited = (clock.now() - pledge.created_at).total_seconds()
    if state == PledgeState.WAITING and waited < LOOK_AGAIN_FOR_SECONDS:
        # The processor's word usually comes within a second; without script the browser looks again by itself.
        response["Refresh"] = str(LOOK_AGAIN_SECONDS)
    return response
