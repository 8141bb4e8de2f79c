"""Doors through which readers of other sites come in: with a token of that site, or by a window at the paper itself.

Either gives a bearer for one origin, which the page keeps in its memory and nowhere else. No third-party cookie is
needed: the window is the paper's own page, where its cookies are first-party.
"""

from __future__ import annotations

from datetime import timedelta

from allauth.core import ratelimit
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from standfirst import clock
from standfirst.accounts.actions.arriving import (
    AccountGone,
    MustSignInHere,
    TokenUsed,
    arrive,
    has_no_other_way_in,
    way_in,
)
from standfirst.accounts.actions.bearing import issue_bearer, revoke_bearer
from standfirst.accounts.models import Scope, User
from standfirst.accounts.opener import keep_opener
from standfirst.accounts.signed_tokens import TokenRefused, read_reader
from standfirst.comments.elsewhere.queries import active_site, keys_at
from standfirst.comments.elsewhere.tables import own_origin
from standfirst.comments.models import OutsideSite
from standfirst.comments.views.crossing import Crossed, crossing, holder, refusal

LIFETIME = timedelta(hours=1)
SCOPES = [Scope.COMMENT, Scope.RECOMMEND, Scope.REPORT, Scope.FOLLOW]
CONFIRMED = "confirmed_origins"


@crossing()
def exchange_token(request: HttpRequest, who: Crossed) -> HttpResponse:
    """A bearer for a signed token of the site. Why one is refused is said in a word for whoever builds the site."""
    if not ratelimit.consume(request, action="exchange_token"):
        return refusal("too-fast", status=429)
    site, now = who.site, clock.now()
    try:
        reader = read_reader(
            request.POST.get("token", ""),
            keys=keys_at(site=site, now=now),
            issuer=site.issuer,
            audience=site.audience,
            now=now,
        )
        person = arrive(reader=reader, trusts_addresses=site.trusts_addresses, now=now)
    except TokenRefused as refused:
        return refusal(f"token-{refused.code}", _("Signing in did not work. Load the page again."), status=403)
    except TokenUsed:
        return refusal("token-used", _("Signing in did not work. Load the page again."), status=403)
    except MustSignInHere:
        words = _("This account is protected: sign in at %(paper)s itself.") % {"paper": settings.PAPER_NAME}
        return refusal("must-sign-in-here", words, status=403)
    except AccountGone:
        return refusal("account-gone", _("This account is closed."), status=403)
    return JsonResponse(bearer_answer(person, origin=who.origin))


@crossing(scope=Scope.COMMENT)
def account_elsewhere(request: HttpRequest, who: Crossed) -> HttpResponse:
    """Where a reader without an address opens the account at the paper, once."""
    person = holder(who)
    # Another site than the one that signs this reader in would open an account that is not its business.
    known = bool(who.site.issuer) and person.outside_identities.filter(issuer=who.site.issuer).exists()
    if not known or not has_no_other_way_in(person):
        return JsonResponse({"address": reverse("your_data")})
    return JsonResponse({"address": reverse("come_from_elsewhere", args=[way_in(person=person)])})


@crossing(scope=Scope.COMMENT)
def leave_elsewhere(request: HttpRequest, who: Crossed) -> HttpResponse:
    """Sign out: the bearer holds no more."""
    if who.bearer is not None:
        revoke_bearer(person=holder(who), bearer_id=who.bearer.pk, at=clock.now())
    return JsonResponse({})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def enter_elsewhere(request: HttpRequest, site: str) -> HttpResponse:
    """The window: sign in as ever, confirm, and the page that opened it is told the bearer, and no other origin.

    Whoever has confirmed a site in this session is not asked again; the window still opens by a click only.
    """
    try:
        found = active_site(site)
    except OutsideSite.DoesNotExist:
        raise Http404 from None
    origin = request.GET.get("from", "")
    if origin != own_origin() and not found.has_origin(origin):
        raise Http404
    user = request.user
    context: dict[str, object] = {"site": found, "origin": origin, "here": request.get_full_path()}
    context |= {"is_framed": origin == own_origin()}
    if isinstance(user, User) and not user.is_staff:
        confirmed = request.session.get(CONFIRMED, [])
        if request.method == "POST":
            request.session[CONFIRMED] = [*{*confirmed, f"{found.pk} {origin}"}]
            context |= {"told": bearer_answer(user, origin=origin)}
        context |= {"was_confirmed": f"{found.pk} {origin}" in confirmed}
    answer = render(request, "comments/elsewhere/enter.html", context)
    keep_opener(request, answer)
    return answer


def bearer_answer(person: User, *, origin: str) -> dict[str, object]:
    token = issue_bearer(user=person, lifetime=LIFETIME, at=clock.now(), audience=origin, scopes=SCOPES)
    return {"bearer": token, "seconds": int(LIFETIME.total_seconds()), "name": person.display_name}
