"""The door for requests that a browser sends from pages of other systems: from which origin, and in whose name.

No cookie counts here. Whoever writes shows a bearer that was issued for just the origin that the browser names, so a
site that is not registered, or another one, can do nothing; and what a browser sends by itself is worth nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from standfirst import clock
from standfirst.accounts.actions.bearing import bearer_for, bearer_of
from standfirst.accounts.models import Bearer, Scope, User
from standfirst.comments.elsewhere.queries import active_site
from standfirst.comments.elsewhere.tables import own_origin
from standfirst.comments.models import Comment, OutsideSite
from standfirst.comments.views.elsewhere import chosen_language

FOR_TWO_HOURS = "7200"


@dataclass(frozen=True)
class Crossed:
    """A request from a page of `site`. `bearer` is None where nobody is signed in there."""

    site: OutsideSite
    origin: str
    bearer: Bearer | None

    @property
    def person(self) -> User | None:
        return self.bearer.person if self.bearer else None


class NotSignedIn(Exception):
    """Nobody is signed in on the page, or the bearer holds no more."""


type View = Callable[..., HttpResponse]


def crossing(*, scope: Scope | None = None) -> Callable[[View], View]:
    """Takes POST from the origins of an active site, with the words for who may not. `scope` demands a bearer.

    The view is given what has crossed (`Crossed`) in place of the site's reference.
    """

    def door(view: View) -> View:
        @csrf_exempt
        @never_cache
        @wraps(view)
        def crossed(request: HttpRequest, site: str, **named: int) -> HttpResponse:
            try:
                found = active_site(site)
            except OutsideSite.DoesNotExist:
                return refusal("no-such-site", status=404)
            origin = request.headers.get("Origin", "")
            if origin != own_origin() and not found.has_origin(origin):
                return refusal("not-this-site", status=403)
            if request.method == "OPTIONS":
                answer = may_ask()
            elif request.method != "POST":
                answer = refusal("only-post", status=405)
            else:
                with translation.override(chosen_language(request)):
                    answer = _let_through(request, found, origin, scope, partial(view, **named))
            answer["Access-Control-Allow-Origin"] = origin
            answer["Vary"] = "Origin"
            return answer

        return crossed

    return door


def _let_through(request: HttpRequest, site: OutsideSite, origin: str, scope: Scope | None, view: View) -> HttpResponse:
    token = bearer_of(request)
    bearer = bearer_for(token=token, origin=origin, at=clock.now()) if token else None
    # A reader's own key is for programs; one for another origin was refused already; and staff write at the paper.
    if bearer is not None and (bearer.audience != origin or bearer.person.is_staff):
        bearer = None
    # Whoever is signed in at the paper itself is nobody here.
    request.user = bearer.person if bearer else AnonymousUser()
    if (token and bearer is None) or (scope is not None and (bearer is None or scope not in bearer.scopes)):
        return refusal("signed-out", status=401)
    try:
        return view(request, Crossed(site, origin, bearer))
    except Http404:
        return refusal("not-there", status=404)


def may_ask() -> HttpResponse:
    """What a browser asks before it sends a bearer."""
    answer = HttpResponse(status=204)
    answer["Access-Control-Allow-Methods"] = "POST"
    answer["Access-Control-Allow-Headers"] = "Authorization"
    answer["Access-Control-Max-Age"] = FOR_TWO_HOURS
    return answer


def refusal(code: str, words: str = "", *, status: int) -> JsonResponse:
    return JsonResponse({"refusal": code, "words": words}, status=status)


def comment_of_site(who: Crossed, comment_id: int) -> Comment:
    """A public comment on a public page of the site. Raises Http404."""
    published = Comment.objects.filter(state=Comment.State.PUBLISHED, thread__outside_page__live=True)
    found = published.select_related("thread__outside_page", "author")
    return get_object_or_404(found, pk=comment_id, thread__outside_page__site=who.site)


def holder(who: Crossed) -> Any:
    """The person, in a door that demands a bearer."""
    assert who.person is not None  # noqa: S101  # `scope` saw to it
    return who.person
