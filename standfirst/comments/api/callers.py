"""Who is calling: whoever's key comes along, or whoever is signed in on our own pages, or nobody in particular."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from ninja.security.http import HttpAuthBase

from standfirst import clock
from standfirst.accounts.actions.bearing import bearer_for, bearer_of
from standfirst.accounts.models import Bearer, User
from standfirst.stories.api.problems import Problem
from standfirst.web.origin import same_origin

OPTIONAL: dict[str, Any] = {"security": [{}]}
"""For the document: an operation that takes a key and works without."""


@dataclass(frozen=True)
class Caller:
    """`bearer` is None for somebody signed in on our own pages, who may do everything there is."""

    user: User | None
    bearer: Bearer | None = None

    def may(self, scope: str) -> bool:
        return self.bearer is None or not scope or scope in self.bearer.scopes


class ReaderKey(HttpAuthBase):
    """Asks for a key that allows `scope`, or for a session; with `optional` strangers pass too. Gives a Caller."""

    openapi_scheme = "bearer"

    def __init__(self, scope: str = "", *, optional: bool = False) -> None:
        super().__init__()
        self.scope = scope
        self.optional = optional

    def __call__(self, request: HttpRequest) -> Caller:
        caller = by_key(request) if "Authorization" in request.headers else by_session(request)
        if caller.user is None and not self.optional:
            raise Problem("not-signed-in")
        if not caller.may(self.scope):
            raise Problem("not-allowed")
        return caller


def by_key(request: HttpRequest) -> Caller:
    """No key that was sent is passed over: a program must learn that its own holds no more.

    What was issued for the pages of another site opens the doors made for those (views/crossing.py) and nothing here:
    its reader has agreed to write there, and to no more.
    """
    bearer = bearer_for(token=bearer_of(request), origin=other_origin(request), at=clock.now())
    if bearer is None or bearer.audience:
        raise Problem("bad-key")
    return Caller(bearer.person, bearer)


def by_session(request: HttpRequest) -> Caller:
    """As for forms, the browser's own word counts. The cookie of somebody on another site's page counts for nothing."""
    if same_origin(request) is True:
        return Caller(request.user if isinstance(request.user, User) else None)
    if same_origin(request) is False and settings.SESSION_COOKIE_NAME in request.COOKIES:
        raise Problem("other-site")
    return Caller(None)


def other_origin(request: HttpRequest) -> str:
    """The origin of a page elsewhere that the request comes from; empty for our own pages and for programs."""
    return "" if same_origin(request) is True else request.headers.get("Origin", "")


def caller_of(request: HttpRequest) -> Caller:
    """Whom `ReaderKey` has found."""
    return cast(Caller, request.auth)  # type: ignore[attr-defined]  # ninja puts it there


def user_of(request: HttpRequest) -> User:
    """The same, where nobody else comes in."""
    return cast(User, caller_of(request).user)
