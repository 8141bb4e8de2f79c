"""Making accounts and choosing names."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from standfirst.accounts.models import DISPLAY_NAME_LENGTH, User

UNPROVEN_FOR = timedelta(days=1)


class NameRefused(Exception):
    """The name can't be taken. `code` is one of: empty, long, odd, taken."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


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


def choose_name(*, user: User, name: str) -> User:
    """Set the name that stands by the reader's comments. Raises NameRefused."""
    cleaned = clean_name(name)
    try:
        with transaction.atomic():
            locked = User.objects.select_for_update().get(pk=user.pk)
            locked.display_name = cleaned
            locked.save(update_fields=["display_name"])
    except IntegrityError as error:
        raise NameRefused("taken") from error
    user.display_name = cleaned
    return locked


def clean_name(name: str) -> str:
    """A name in one line, normalised, of letters, digits and a little punctuation. Raises NameRefused."""
    cleaned = " ".join(unicodedata.normalize("NFC", name).split())
    if not cleaned:
        raise NameRefused("empty")
    if len(cleaned) > DISPLAY_NAME_LENGTH:
        raise NameRefused("long")
    letters = [letter for letter in cleaned if unicodedata.category(letter)[0] in "LN"]
    allowed = all(unicodedata.category(one)[0] in "LNM" or one in " .'’-_" for one in cleaned)
    if not letters or not allowed:
        raise NameRefused("odd")
    return cleaned


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
