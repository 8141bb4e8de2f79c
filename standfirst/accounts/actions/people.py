"""Making accounts, and forgetting those that nobody proved."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import ProtectedError

from standfirst.accounts.models import User

UNPROVEN_FOR = timedelta(days=1)


@transaction.atomic
def open_account(*, email: str) -> User:
    """The account of this address, made if there is none. The address counts as unproven until a code was entered."""
    address = email.strip().lower()
    user = User.objects.filter(email=address).first() or User.objects.create_user(address)
    EmailAddress.objects.get_or_create(user=user, email=address, defaults={"primary": True})
    return user


@transaction.atomic
def enrol(
    *, email: str, display_name: str, password: str | None = None, group: str = "", administrator: bool = False
) -> User:
    """A person with a proven address and a name: a reader, or staff where a `group` is named.

    Without a password the person signs in with e-mailed codes.
    """
    user = User.objects.create_user(
        email, password, display_name=display_name, is_staff=bool(group) or administrator, is_superuser=administrator
    )
    if group:
        user.groups.add(Group.objects.get(name=group))
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def forget_unproven(*, now: datetime) -> int:
    """Delete accounts that somebody asked a code for and nobody ever entered one; returns how many.

    A day old, without a password, a proven address or anything that hangs on them. At most a hundred at a time.
    """
    proven = EmailAddress.objects.filter(verified=True).values("user_id")
    asked = User.objects.filter(joined_at__lt=now - UNPROVEN_FOR, last_login=None, is_superuser=False, is_staff=False)
    asked = asked.filter(closed_at=None)
    gone = 0
    for user in asked.exclude(pk__in=proven).order_by("pk")[:100]:
        if user.has_usable_password():
            continue
        try:
            with transaction.atomic():
                user.delete()
        except ProtectedError:
            continue
        gone += 1
    return gone
