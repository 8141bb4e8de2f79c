"""Erasing what the accounts desk, and sign-in, hold of somebody whose account is closed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import batched
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models import Q
from django_tasks_db.models import DBTaskResult

from standfirst.accounts.actions.downloads import forget_downloads
from standfirst.accounts.actions.portraits import remove_portraits
from standfirst.accounts.models import (
    Bearer,
    Download,
    Letter,
    LetterChoice,
    NameChange,
    Notification,
    OutsideIdentity,
    Portrait,
)
from standfirst.accounts.personal_data import Leaver, on_closing

AT_ONCE = 100
SESSIONS_AT_ONCE = 500


def delete_in_batches(rows: models.QuerySet[Any]) -> Iterator[str]:
    """Delete these rows, some in each transaction. They are looked up outside it, where nobody waits."""
    for some in batched(list(rows.order_by("pk").values_list("pk", flat=True)), AT_ONCE):
        with transaction.atomic():
            rows.model._default_manager.filter(pk__in=some).delete()
        yield ""


@on_closing("ways to sign in")
def forget_ways_in(*, leaver: Leaver, after: str) -> Iterator[str]:
    yield from delete_in_batches(EmailAddress.objects.filter(user=leaver.user_id))
    yield from delete_in_batches(EmailAddress.objects.filter(email__iexact=leaver.address))
    yield from delete_in_batches(Authenticator.objects.filter(user=leaver.user_id))
    yield from delete_in_batches(SocialAccount.objects.filter(user=leaver.user_id))
    yield from delete_in_batches(OutsideIdentity.objects.filter(person=leaver.user_id))


@on_closing("keys")
def forget_keys(*, leaver: Leaver, after: str) -> Iterator[str]:
    """They hold no more since the row was emptied."""
    yield from delete_in_batches(Bearer.objects.filter(person=leaver.user_id))


@on_closing("names and pictures")
def forget_profile(*, leaver: Leaver, after: str) -> Iterator[str]:
    with transaction.atomic():
        remove_portraits(user_id=leaver.user_id)
    yield ""
    yield from delete_in_batches(Portrait.objects.filter(person=leaver.user_id))
    yield from delete_in_batches(NameChange.objects.filter(person=leaver.user_id))


@on_closing("notifications")
def forget_notifications(*, leaver: Leaver, after: str) -> Iterator[str]:
    yield from delete_in_batches(Notification.objects.filter(reader=leaver.user_id))
    yield from delete_in_batches(LetterChoice.objects.filter(reader=leaver.user_id))


@on_closing("sessions")
def forget_sessions(*, leaver: Leaver, after: str) -> Iterator[str]:
    """Of this person, and those in which this address waits for its code. Only reading them tells whose they are."""
    while True:
        some = list(Session.objects.filter(session_key__gt=after).order_by("session_key")[:SESSIONS_AT_ONCE])
        if not some:
            return
        theirs = [one.session_key for one in some if is_theirs(session=one.get_decoded(), leaver=leaver)]
        if theirs:
            with transaction.atomic():
                Session.objects.filter(session_key__in=theirs).delete()
        after = some[-1].session_key
        yield after


def is_theirs(*, session: dict[str, Any], leaver: Leaver) -> bool:
    if session.get(SESSION_KEY) == str(leaver.user_id):
        return True
    return leaver.address in json.dumps(session, default=str, ensure_ascii=False).lower()


@on_closing("letters")
def empty_letters(*, leaver: Leaver, after: str) -> Iterator[str]:
    """What was sent, and what waited to be. The purpose stays, so that no cause writes its letter a second time."""
    there = Letter.objects.filter(recipient__iexact=leaver.address)
    for some in batched(list(there.values_list("pk", flat=True)), AT_ONCE):
        with transaction.atomic():
            Letter.objects.filter(pk__in=some, sent_at=None).update(sent_at=leaver.now)
            Letter.objects.filter(pk__in=some).update(recipient="", subject="", text="", last_error="", unsubscribe="")
        yield ""


@on_closing("letters in files")
def delete_letter_files(*, leaver: Leaver, after: str) -> Iterator[str]:
    """Without a mail server letters are files."""
    mailer: Any = settings.MAILERS["default"]
    if not mailer["BACKEND"].endswith("filebased.EmailBackend"):
        return
    for file in Path(mailer["OPTIONS"]["file_path"]).glob("*.log"):
        if leaver.address.encode() in file.read_bytes().lower():
            file.unlink(missing_ok=True)
            yield ""


@on_closing("what tasks were given")
def forget_tasks(*, leaver: Leaver, after: str) -> Iterator[str]:
    """Tasks are given numbers only; but what one said when it failed may hold anything."""
    told = Q(traceback__icontains=leaver.address) | Q(args_kwargs__icontains=leaver.address)
    yield from delete_in_batches(DBTaskResult.objects.filter(told, finished_at__isnull=False))


@on_closing("downloads")
def delete_downloads(*, leaver: Leaver, after: str) -> Iterator[str]:
    yield from delete_in_batches(Download.objects.filter(person=leaver.user_id))
    forget_downloads(now=leaver.now)
