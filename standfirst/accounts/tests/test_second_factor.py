"""In production the desk opens for staff with a second factor only."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from standfirst.accounts.tests.factories import PASSWORD, aoife

pytestmark = pytest.mark.django_db


def test_without_a_second_factor_the_desk_leads_to_setting_one_up(client: Client, settings: Settings) -> None:
    settings.ADMIN_NEEDS_SECOND_FACTOR = True
    client.force_login(aoife())
    assert client.get("/desk/")["Location"] == reverse("mfa_index")


def test_with_a_second_factor_shown_in_this_session_the_desk_opens(client: Client, settings: Settings) -> None:
    settings.ADMIN_NEEDS_SECOND_FACTOR = True
    editor = aoife()
    secret = generate_totp_secret()
    TOTP.activate(editor, secret)
    asked = client.post(reverse("password_login"), {"login": editor.email, "password": PASSWORD})["Location"]
    assert asked == reverse("mfa_authenticate")
    assert client.get("/desk/").status_code == 302
    client.post(asked, {"code": format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))})
    assert client.get("/desk/").status_code == 200


def test_owning_a_second_factor_is_not_enough(client: Client, settings: Settings) -> None:
    settings.ADMIN_NEEDS_SECOND_FACTOR = True
    editor = aoife()
    TOTP.activate(editor, generate_totp_secret())
    client.force_login(editor)
    assert client.get("/desk/")["Location"].startswith(reverse("mfa_reauthenticate"))


@pytest.mark.parametrize("address", ["/desk/login/", "/_util/login/", "/desk/password_reset/"])
def test_there_is_one_way_in(client: Client, address: str) -> None:
    editor = aoife()
    answer = client.post(address, {"username": editor.email, "password": PASSWORD})
    assert answer["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session


def test_the_page_that_sets_it_up_may_show_its_picture(client: Client) -> None:
    editor = aoife()
    client.post(reverse("password_login"), {"login": editor.email, "password": PASSWORD})
    setting_up = reverse("mfa_activate_totp")
    asked_again = client.get(setting_up)["Location"]
    answer = client.post(asked_again, {"password": PASSWORD, "next": setting_up})
    assert answer["Location"] == setting_up
    page = client.get(setting_up)
    assert "data:" in page["Content-Security-Policy"]
    assert "data:" not in client.get(reverse("your_page"))["Content-Security-Policy"]
