"""Readers whom another site signs in: one person each, nobody else's account, and none of the paper's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from standfirst.accounts.actions import arriving
from standfirst.accounts.actions.arriving import (
    AccountGone,
    MustSignInHere,
    TokenUsed,
    arrive,
    forget_used_tokens,
    way_in,
)
from standfirst.accounts.actions.people import forget_unproven, open_account
from standfirst.accounts.models import OutsideIdentity, UsedToken, User
from standfirst.accounts.signed_tokens import Reader
from standfirst.accounts.tests.factories import aoife, cormac, niamh

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
BLOG = "https://blog.example"


def come(jti: str = "a", *, trusts: bool = False, now: datetime = NOON, **more: Any) -> User:
    reader = Reader(issuer=BLOG, subject="17", token_id=jti, expires_at=NOON + timedelta(minutes=5))
    return arrive(reader=replace(reader, **more), trusts_addresses=trusts, now=now)


def test_a_reader_is_one_person_however_often_they_come() -> None:
    first = come(name="Róisín")
    assert (first.display_name, first.has_usable_password()) == ("Róisín", False)
    assert come("b", name="Somebody Else") == first
    assert User.objects.get(pk=first.pk).display_name == "Róisín"
    assert come("c", subject="18") != first
    assert come("a", issuer="https://other.example") != first


def test_a_token_signs_in_once() -> None:
    come("a")
    with pytest.raises(TokenUsed):
        come("a")
    with pytest.raises(TokenUsed):
        come("a", subject="18")
    assert OutsideIdentity.objects.count() == 1


def test_used_tokens_are_forgotten_when_nobody_would_believe_them_any_more() -> None:
    come("a")
    assert forget_used_tokens(now=NOON + timedelta(minutes=5, seconds=40)) == 0
    assert forget_used_tokens(now=NOON + timedelta(minutes=7)) == 1
    assert not UsedToken.objects.exists()


# Addresses


@pytest.mark.parametrize(("trusts", "verified"), [(False, True), (True, False), (False, False)])
def test_an_address_joins_nobodys_account_and_is_not_kept_without_trust_and_proof(trusts: bool, verified: bool) -> None:
    person = come(trusts=trusts, email=niamh().email, email_verified=verified)
    assert person != niamh()
    assert person.email.endswith("@closed.invalid")
    assert not EmailAddress.objects.filter(user=person).exists()


def test_a_trusted_and_proven_address_joins_the_account_that_has_proven_it_too() -> None:
    assert come(trusts=True, email=niamh().email, email_verified=True) == niamh()
    assert come("b") == niamh()


def test_an_address_that_nobody_proved_here_is_left_to_whoever_proves_it() -> None:
    waiting = open_account(email="nuala@readers.example")
    person = come(trusts=True, email="nuala@readers.example", email_verified=True)
    assert person != waiting
    assert person.email.endswith("@closed.invalid")


def test_a_new_address_of_a_trusted_site_counts_as_proven() -> None:
    person = come(trusts=True, email="nuala@readers.example", email_verified=True)
    assert person.email == "nuala@readers.example"
    assert EmailAddress.objects.get(user=person).verified


@pytest.mark.parametrize("address", ["x", "x@closed.invalid", "a@b\n", "@", f"{'x' * 300}@blog.example"])
def test_what_is_no_address_is_not_kept(address: str) -> None:
    assert come(trusts=True, email=address, email_verified=True).email.endswith("@closed.invalid")


# The paper's own, and those who are guarded


def test_no_word_of_another_site_opens_an_account_of_the_papers_people() -> None:
    for number, person in enumerate((aoife(), cormac())):
        with pytest.raises(MustSignInHere):
            come(f"t{number}", trusts=True, email=person.email, email_verified=True)
    assert not OutsideIdentity.objects.exists()
    assert not UsedToken.objects.exists()


@pytest.mark.parametrize("what", ["is_staff", "is_superuser"])
def test_nor_of_somebody_who_has_become_one_since(what: str) -> None:
    person = come("a")
    User.objects.filter(pk=person.pk).update(**{what: True})
    with pytest.raises(MustSignInHere):
        come("b")


def test_nor_one_that_a_second_factor_guards() -> None:
    Authenticator.objects.create(user=niamh(), type=Authenticator.Type.TOTP, data={})
    with pytest.raises(MustSignInHere):
        come(trusts=True, email=niamh().email, email_verified=True)


def test_who_is_gone_does_not_come_back_by_it() -> None:
    person = come("a")
    User.objects.filter(pk=person.pk).update(is_active=False)
    with pytest.raises(AccountGone):
        come("b")


# Names


@pytest.mark.parametrize(
    "name", ["", "Moderator", "Niamh", "N\u0456amh", "\u202eevil", "x" * 200, "Harbour Courier Staff"]
)
def test_a_name_that_could_not_be_chosen_here_is_not_taken(name: str) -> None:
    niamh()
    assert come(name=name).display_name == ""


def test_a_name_that_was_taken_away_does_not_come_back_with_the_next_token() -> None:
    person = come("a", name="Roisin")
    User.objects.filter(pk=person.pk).update(display_name="", name_skeleton="")
    assert come("b", name="Roisin").display_name == ""


def test_whoever_came_is_not_taken_for_somebody_who_never_entered_a_code() -> None:
    person = come("a")
    assert forget_unproven(now=NOON + timedelta(days=900)) == 0
    assert User.objects.filter(pk=person.pk).exists()


# Their own account


def test_who_has_no_address_comes_to_their_data_with_a_word_that_is_good_once(client: Client) -> None:
    person = come("a", name="Roisin")
    address = reverse("come_from_elsewhere", args=[way_in(person=person)])
    assert "here you are Roisin" in client.get(address).content.decode()
    assert "_auth_user_id" not in client.session
    assert client.post(address).headers["Location"] == reverse("your_data")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.get(reverse("close_account")).status_code == 200
    stranger = Client(headers={"Sec-Fetch-Site": "same-origin"})
    assert stranger.post(address).status_code == 410
    assert "_auth_user_id" not in stranger.session


def test_the_word_opens_no_account_that_has_another_way_in(client: Client) -> None:
    joined = come("a", trusts=True, email=niamh().email, email_verified=True)
    became_staff = come("b", subject="18")
    words = [
        way_in(person=joined),
        way_in(person=became_staff),
        way_in(person=niamh()),
        way_in(person=aoife()),
        "x",
        "",
    ]
    User.objects.filter(pk=became_staff.pk).update(is_staff=True)
    for word in filter(None, words):
        assert client.post(reverse("come_from_elsewhere", args=[word])).status_code == 410, word
    assert "_auth_user_id" not in client.session


def test_the_word_ends_after_five_minutes_and_no_other_site_sends_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = come("a")
    address = reverse("come_from_elsewhere", args=[way_in(person=person)])
    assert client.post(address, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    monkeypatch.setattr(arriving, "WORD_HOLDS", timedelta(seconds=-1))
    assert client.get(address).status_code == 410
