"""allauth's pages speak with the paper's voice: our titles, one heading that says the same, our way back."""

from __future__ import annotations

import json
import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from standfirst.accounts.models import User
from standfirst.accounts.tests.factories import make_reader

pytestmark = pytest.mark.django_db

NOT_OURS = re.compile(
    r"Two-Factor|Authenticator [Aa]pp|Security [Kk]ey|Recovery [Cc]odes|Please re|Confirm Access|placeholder="
    r"|Email|(?:Set|Change|Current|New) Password|Activate|JavaScript\.</noscript>"
)
PAGES = {
    "account_login": "Sign in",
    "password_login": "Sign in with a password",
    "account_reset_password": "A new password",
    "account_reset_password_done": "The letter is on its way",
    "account_reset_password_from_key_done": "You have a new password",
    "account_inactive": "This account is closed",
    "socialaccount_login_cancelled": "You are not signed in",
    "socialaccount_login_error": "That way in did not open",
}
OWN_PAGES = {
    "account_change_password": "Change the password",
    "account_reauthenticate": "Is it you?",
    "account_email": "E-mail address",
    "mfa_index": "Second factor",
    "mfa_reauthenticate": "Is it you?",
    "mfa_deactivate_totp": "Do without the app?",
    "mfa_view_recovery_codes": "Codes on paper",
    "mfa_generate_recovery_codes": "New codes on paper",
    "mfa_list_webauthn": "Your passkeys",
    "mfa_add_webauthn": "Add a passkey",
}


def assert_speaks_like_us(client: Client, page: str, heading: str) -> None:
    answer = client.get(reverse(page))
    html = answer.content.decode()
    assert re.findall(r"<h1>(.*?)</h1>", html) == [heading]
    assert f"<title>{heading} · " in html
    assert NOT_OURS.findall(html) == []


def proven(user: User) -> Client:
    """Signed in, and asked a moment ago whether it is they."""
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": "niamh-at-the-harbour"})
    return client


def niamh_with_an_app() -> User:
    user = make_reader("Niamh")
    user.set_password("niamh-at-the-harbour")
    user.save()
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    return user


@pytest.mark.parametrize("page", PAGES)
def test_on_the_way_in(client: Client, page: str) -> None:
    assert_speaks_like_us(client, page, PAGES[page])


def test_on_one_s_own_pages() -> None:
    client = proven(niamh_with_an_app())
    for page, heading in OWN_PAGES.items():
        assert_speaks_like_us(client, page, heading)


def test_where_nothing_is_set_up() -> None:
    client = proven(make_reader("Tadhg"))
    assert_speaks_like_us(client, "account_set_password", "Set a password")
    assert_speaks_like_us(client, "mfa_activate_totp", "Set up an app")


def test_the_second_factor_is_asked_for_in_our_words(client: Client) -> None:
    user = niamh_with_an_app()
    client.post(reverse("password_login"), {"login": user.email, "password": "niamh-at-the-harbour"})
    assert_speaks_like_us(client, "mfa_authenticate", "The second factor")


def test_hints_of_a_new_password_are_sentences() -> None:
    html = proven(niamh_with_an_app()).get(reverse("account_change_password")).content.decode()
    assert "Your password must contain at least 12 characters. Your password can’t be a commonly used password." in html


def test_the_script_for_passkeys_is_told_where_its_fields_are() -> None:
    html = proven(niamh_with_an_app()).get(reverse("mfa_add_webauthn")).content.decode()
    told = re.search(r'<script data-allauth-onload="allauth\.webauthn\.forms\.addForm"[^>]*>(.*?)</script>', html)
    assert told is not None
    for element in json.loads(told[1])["ids"].values():
        assert f'id="{element}"' in html
