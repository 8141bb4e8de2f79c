"""Profile pictures: given by a person, approved or refused by a moderator, and only then shown to others."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from standfirst.accounts.models import Portrait, User
from standfirst.accounts.portraits import PICTURE_SIZES, draw_portrait, picture_file, waiting_file
from standfirst.edge.purging import purge_on_commit


class NotYours(Exception):
    """Nobody approves a picture of his own."""


class AlreadyDecided(Exception):
    """The picture waits no longer."""


def give_portrait(*, user: User, data: bytes, now: datetime) -> Portrait:
    """Keep a picture that waits for a moderator; one that waited before is gone. Raises PictureRefused."""
    drawn, name = draw_portrait(data), secrets.token_hex(16)
    for size, content in drawn.items():
        default_storage.save(waiting_file(name, size), ContentFile(content))
    with transaction.atomic():
        person = User.objects.select_for_update().get(pk=user.pk)
        for earlier in Portrait.objects.filter(person=person, state=Portrait.State.WAITING):
            _replace(earlier)
        return Portrait.objects.create(person=person, name=name, given_at=now)


@transaction.atomic
def decide_portrait(*, portrait_id: int, moderator: User, approved: bool, now: datetime) -> Portrait:
    """Show a waiting picture to everyone, or delete its files. Raises NotYours, AlreadyDecided."""
    person = User.objects.select_for_update().get(portraits=portrait_id)
    portrait = Portrait.objects.get(pk=portrait_id)
    if person == moderator:
        raise NotYours
    if portrait.state != Portrait.State.WAITING:
        raise AlreadyDecided
    if approved:
        _show(portrait, person)
    _delete_files(waiting_file(portrait.name, size) for size in PICTURE_SIZES)
    portrait.state = Portrait.State.APPROVED if approved else Portrait.State.REFUSED
    portrait.decided_at, portrait.decided_by = now, moderator
    portrait.save(update_fields=["state", "decided_at", "decided_by"])
    return portrait


@transaction.atomic
def remove_portraits(*, user_id: int) -> None:
    """Show no picture of this person any more, and keep no file of one."""
    person = User.objects.select_for_update().get(pk=user_id)
    for portrait in Portrait.objects.filter(person=person, state__in=["waiting", "approved"]):
        _replace(portrait)
    _name_picture(person, "")


def _show(portrait: Portrait, person: User) -> None:
    for earlier in Portrait.objects.filter(person=person, state=Portrait.State.APPROVED):
        _replace(earlier)
    for size in PICTURE_SIZES:
        with default_storage.open(waiting_file(portrait.name, size)) as drawn:
            default_storage.save(picture_file(portrait.name, size), ContentFile(drawn.read()))
    _name_picture(person, portrait.name)


def _name_picture(person: User, name: str) -> None:
    if person.picture != name:
        person.picture = name
        person.save(update_fields=["picture"])
        purge_on_commit(f"reader:{person.pk}", drop=True)


def _replace(portrait: Portrait) -> None:
    portrait.state = Portrait.State.REPLACED
    portrait.save(update_fields=["state"])
    _delete_files(where(portrait.name, size) for where in (waiting_file, picture_file) for size in PICTURE_SIZES)


def _delete_files(names: Iterable[str]) -> None:
    # After the commit: a picture that is shown still must not lose its file to a transaction that fails.
    gone = list(names)

    def delete() -> None:
        for name in gone:
            default_storage.delete(name)

    transaction.on_commit(delete)
