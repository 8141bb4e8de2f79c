"""Choosing the name that stands by one's comments, and taking one away that can't stay."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from standfirst.accounts.invisible import INVISIBLE
from standfirst.accounts.lookalikes import is_mixed, is_plain, is_reserved
from standfirst.accounts.models import DISPLAY_NAME_LENGTH, NameChange, User
from standfirst.edge.purging import purge_on_commit

ONE_CHANGE_IN = timedelta(days=30)


class NameRefused(Exception):
    """The name can't be taken. `code` is one of: empty, long, odd, mixed, reserved, taken, soon."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def choose_name(*, user: User, name: str, now: datetime) -> User:
    """Set the name that stands by the reader's comments, and leave a trail of it. Raises NameRefused.

    The first name can be chosen at any time, and put right once; after that a name changes once in 30 days. The same
    name again changes nothing.
    """
    cleaned = clean_name(name=name, for_staff=user.is_staff)
    try:
        with transaction.atomic():
            locked = User.objects.select_for_update().get(pk=user.pk)
            if locked.display_name != cleaned:
                if locked.display_name and changed_lately(user=locked, now=now):
                    raise NameRefused("soon")
                _rename(locked, to=cleaned, by=locked, now=now)
    except IntegrityError as error:
        raise NameRefused("taken") from error
    user.display_name, user.name_skeleton = locked.display_name, locked.name_skeleton
    return locked


@transaction.atomic
def reset_name(*, user_id: int, moderator: User, why: str, now: datetime) -> User:
    """Take a name away; its person chooses another with the next comment. Without a name, nothing happens."""
    locked = User.objects.select_for_update().get(pk=user_id)
    if locked.display_name:
        _rename(locked, to="", by=moderator, now=now, why=why)
    return locked


def _rename(locked: User, *, to: str, by: User, now: datetime, why: str = "") -> None:
    NameChange.objects.create(person=locked, before=locked.display_name, after=to, at=now, by=by, why=why[:200])
    locked.display_name = to
    locked.save(update_fields=["display_name"])
    purge_on_commit(f"reader:{locked.pk}")


def note_rename(*, person: User, before: str, now: datetime) -> None:
    """The trail of a name that an administrator has changed at the desk. The same name leaves none."""
    if before != person.display_name:
        NameChange.objects.create(person=person, before=before, after=person.display_name, at=now)


def changed_lately(*, user: User, now: datetime) -> bool:
    """Whether the person has changed from one name to another within the last 30 days."""
    changes = NameChange.objects.filter(person=user, by=user, at__gt=now - ONE_CHANGE_IN)
    return changes.exclude(before="").exists()


def clean_name(*, name: str, for_staff: bool = False) -> str:
    """A name in one line, normalised, of one alphabet, that doesn't speak for the paper. Raises NameRefused.

    Staff may; whether somebody else has such a name is for the database to say.
    """
    cleaned = " ".join(unicodedata.normalize("NFC", name).split())
    if not cleaned:
        raise NameRefused("empty")
    if len(cleaned) > DISPLAY_NAME_LENGTH:
        raise NameRefused("long")
    letters = [letter for letter in cleaned if unicodedata.category(letter)[0] in "LN"]
    allowed = all(unicodedata.category(one)[0] in "LNM" or one in " .'’-_" for one in cleaned)
    if not letters or not INVISIBLE.isdisjoint(cleaned) or not allowed or not is_plain(cleaned):
        raise NameRefused("odd")
    if is_mixed(cleaned):
        raise NameRefused("mixed")
    if not for_staff and is_reserved(cleaned, paper=settings.PAPER_NAME):
        raise NameRefused("reserved")
    return cleaned
