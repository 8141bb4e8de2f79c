"""Bearers: issued, asked who holds one, withdrawn, forgotten."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest

from standfirst.accounts.actions.letters_of_leaving import key_made
from standfirst.accounts.models import Bearer, Scope, User

BEGINS = "sf_"
"""So that a key that lies in the open is known for what it is."""
SHAPE = re.compile(rf"{BEGINS}[A-Za-z0-9_-]{{43}}", re.ASCII)
ORIGIN = re.compile(r"https?://[a-z0-9.-]{1,200}(:[0-9]{1,5})?|http://\[[0-9a-f:]+\](:[0-9]{1,5})?", re.ASCII)
MOST_OF_A_KIND = 10
KEPT_AFTER_THE_END = timedelta(days=30)
AT_ONCE = 500


class TooManyKeys(Exception):
    """The reader has MOST_OF_A_KIND own keys that stand."""


class NameUsed(Exception):
    """The reader has a key of this name."""


class NobodyThere(Exception):
    """The account is closed, or was switched off."""


@transaction.atomic
def issue_bearer(
    *,
    user: User,
    lifetime: timedelta,
    at: datetime,
    audience: str = "",
    name: str = "",
    scopes: Sequence[str] = tuple(Scope.values),
) -> str:
    """A new bearer for `user`: the only time that it can be read. What is kept of it is a hash.

    `audience` is the origin that it is issued for (https://blog.example), empty for a reader's own key. Of those for
    one origin the oldest make room; of a reader's own there are at most MOST_OF_A_KIND, each with a name of its own,
    and a letter tells of each.
    Raises TooManyKeys, NameUsed, NobodyThere, and ValueError for an audience that is no origin.
    """
    if audience and not ORIGIN.fullmatch(audience):
        raise ValueError(f"{audience!r} is no origin.")
    person = User.objects.select_for_update().get(pk=user.pk)
    if not person.is_active or person.closed_at is not None:
        raise NobodyThere
    same = Bearer.objects.filter(person=person, audience=audience)
    same.filter(expires_at__lte=at).delete()
    standing = same.filter(revoked_at__isnull=True)
    if audience:
        spared = standing.order_by("-pk").values_list("pk", flat=True)[: MOST_OF_A_KIND - 1]
        standing.exclude(pk__in=list(spared)).delete()
    elif standing.count() >= MOST_OF_A_KIND:
        raise TooManyKeys
    elif standing.filter(name=name).exists():
        raise NameUsed
    token = BEGINS + secrets.token_urlsafe(32)
    bearer = Bearer.objects.create(
        person=person,
        digest=digest_of(token),
        audience=audience,
        name=name,
        scopes=[one for one in Scope.values if one in scopes],
        made_at=at,
        expires_at=at + lifetime,
    )
    if not audience:
        key_made(bearer=bearer, now=at)
    return token


def bearer_of(request: HttpRequest) -> str:
    """What the request says after `Authorization: Bearer`, unchecked; empty where it says nothing of the kind."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def bearer_for(*, token: str, origin: str, at: datetime) -> Bearer | None:
    """The bearer that stands, with its person; and the day is noted. None for all others, whatever is wrong with it.

    `origin` is where a browser says that the request comes from: of a page of another site its `Origin` header, else
    empty (no browser, or a page of ours). One that was issued for a site is not taken from the pages of another.
    """
    if not SHAPE.fullmatch(token):
        return None
    found = Bearer.objects.standing(at=at).select_related("person").filter(digest=digest_of(token)).first()
    if found is None or (found.audience and origin not in {"", found.audience}):
        return None
    if found.last_used_on != at.date():
        Bearer.objects.filter(pk=found.pk).update(last_used_on=at.date())
    return found


def user_of_bearer(*, token: str, origin: str, at: datetime) -> User | None:
    """Whose bearer it is; None as for `bearer_for`. Whether the person may write at present, actions ask."""
    found = bearer_for(token=token, origin=origin, at=at)
    return found.person if found else None


@transaction.atomic
def revoke_bearer(*, person: User, bearer_id: int, at: datetime) -> None:
    """The reader's own bearer holds no more. One that is somebody else's, or withdrawn before, stays as it is."""
    Bearer.objects.filter(person=person, pk=bearer_id, revoked_at__isnull=True).update(revoked_at=at)


@transaction.atomic
def revoke_for_audience(*, audience: str, at: datetime) -> int:
    """Nobody's bearer for this origin holds any more: the site is no longer one of ours. Returns how many held."""
    return Bearer.objects.filter(audience=audience, revoked_at__isnull=True).exclude(audience="").update(revoked_at=at)


def forget_bearers(*, now: datetime) -> int:
    """Delete some of those that ended a month ago; returns how many. The worker comes again."""
    then = now - KEPT_AFTER_THE_END
    old = Bearer.objects.filter(Q(expires_at__lt=then) | Q(revoked_at__lt=then)).values_list("pk", flat=True)
    gone, _ = Bearer.objects.filter(pk__in=list(old[:AT_ONCE])).delete()
    return gone


def digest_of(token: str) -> str:
    """Random enough that one round of a plain hash is as good as many."""
    return hashlib.sha256(token.encode()).hexdigest()
