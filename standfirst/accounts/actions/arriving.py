"""Readers whom another site signs in: who they are here."""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from standfirst.accounts.actions.names import NameRefused, choose_name
from standfirst.accounts.models import OutsideIdentity, UsedToken, User
from standfirst.accounts.signed_tokens import CLOCKS_DIFFER, Reader

AT_ONCE = 1000
SALT = "account-of-another-site"
WORD_HOLDS = timedelta(minutes=5)


class TokenUsed(Exception):
    """This token has signed somebody in before."""


class MustSignInHere(Exception):
    """The account is one of the paper's own people, or guarded by a second factor: no other site's word opens it."""


class AccountGone(Exception):
    """The account is closed, or was switched off."""


@transaction.atomic
def arrive(*, reader: Reader, trusts_addresses: bool, now: datetime) -> User:
    """The person whom a believed token names, made on the first arrival; the token is used up with it.

    A person is known by issuer and subject alone. An e-mail address joins an account that is there only where the site
    is trusted with addresses, says that it has proven this one, and the account has proven it too; else it is not even
    kept. A name is taken on the first arrival, if it is one that could be chosen here.
    Raises TokenUsed, MustSignInHere, AccountGone; then nothing is written.
    """
    _use_up(reader=reader, now=now)
    known = OutsideIdentity.objects.filter(issuer=reader.issuer, subject=reader.subject).select_related("person")
    identity = known.first()
    if identity is None:
        try:
            with transaction.atomic():
                return _first_arrival(reader=reader, trusts_addresses=trusts_addresses, now=now)
        except IntegrityError:
            # The same reader arrives in another window at the same moment.
            identity = known.get()
    return _let_in(person=identity.person, now=now)


def _use_up(*, reader: Reader, now: datetime) -> None:
    digest = hashlib.sha256(reader.token_id.encode()).hexdigest()
    try:
        with transaction.atomic():
            # As long as clocks may differ it would still be believed.
            UsedToken.objects.create(
                issuer=reader.issuer, digest=digest, expires_at=reader.expires_at + 2 * CLOCKS_DIFFER
            )
    except IntegrityError as error:
        raise TokenUsed from error


def _first_arrival(*, reader: Reader, trusts_addresses: bool, now: datetime) -> User:
    address = reader.email if trusts_addresses and reader.email_verified and _is_address(reader.email) else ""
    person = _joined(address) or _new(address=address, name=reader.name, now=now)
    OutsideIdentity.objects.create(person=person, issuer=reader.issuer, subject=reader.subject, joined_at=now)
    return _let_in(person=person, now=now)


def _joined(address: str) -> User | None:
    """Whose proven address it is. One that nobody has proven here is nobody's."""
    proven = EmailAddress.objects.filter(email=address, verified=True).select_related("user").first()
    return proven.user if proven else None


def _new(*, address: str, name: str, now: datetime) -> User:
    is_free = address and not User.objects.filter(email=address).exists()
    person = User.objects.create_user(address if is_free else f"{secrets.token_hex(8)}@{settings.NOBODY}")
    if is_free:
        EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
    # One that can't be had is chosen with the first comment, as by everybody else.
    with suppress(NameRefused):
        choose_name(user=person, name=name, now=now)
    return person


def _let_in(*, person: User, now: datetime) -> User:
    if not person.is_active or person.closed_at is not None:
        raise AccountGone
    if is_guarded(person):
        raise MustSignInHere
    person.last_login = now
    person.save(update_fields=["last_login"])
    return person


def is_guarded(person: User) -> bool:
    """Whether another site's word is too little for this account."""
    may_more = person.is_staff or person.is_superuser or person.groups.exists() or person.user_permissions.exists()
    return may_more or Authenticator.objects.filter(user=person).exists()


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254 and not text.endswith(f"@{settings.NOBODY}")


def has_no_other_way_in(person: User) -> bool:
    """Whether the account hangs on another site's word alone: it has no address to send a code to."""
    return person.email.endswith(f"@{settings.NOBODY}") and person.outside_identities.exists()


def way_in(*, person: User) -> str:
    """A word that opens the account here once, within five minutes, for somebody who has no other way in."""
    return signing.dumps([person.pk, secrets.token_hex(8)], salt=SALT)


@transaction.atomic
def come_in(*, word: str, now: datetime) -> User:
    """The person whom `way_in` was made for; the word is used up. Raises TokenUsed, MustSignInHere, AccountGone."""
    person = whom_it_opens(word)
    digest = hashlib.sha256(word.encode()).hexdigest()
    try:
        with transaction.atomic():
            UsedToken.objects.create(issuer=SALT, digest=digest, expires_at=now + 2 * WORD_HOLDS)
    except IntegrityError as error:
        raise TokenUsed from error
    return _let_in(person=person, now=now)


def whom_it_opens(word: str) -> User:
    """Whose account a word would open, for them to see first. Raises AccountGone for a word that holds no more."""
    try:
        number, _ = signing.loads(word, salt=SALT, max_age=WORD_HOLDS)
        person = User.objects.get(pk=number, closed_at=None)
    except (signing.BadSignature, User.DoesNotExist) as error:
        raise AccountGone from error
    if not has_no_other_way_in(person):
        raise MustSignInHere
    return person


def forget_used_tokens(*, now: datetime) -> int:
    """Delete those that nobody could use any more; returns how many."""
    over = UsedToken.objects.filter(expires_at__lt=now).values_list("pk", flat=True)[:AT_ONCE]
    gone, _ = UsedToken.objects.filter(pk__in=list(over)).delete()
    return gone
