"""In production the desk opens for staff with a second factor only."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from standfirst.accounts.tests.factories import PASSWORD, aoife

pytestmark = pytest.mark.django_db


def test_without_a_second_factor_the_desk_leads_to_setting_one_up(client: Client, settings: Settings) -> None:
    settings.ADMIN_NEEDS_SECOND_FACTOR = True
    client.force_login(aoife())
    assert client.get("/desk/")["Location"] == reverse("mfa_index")


def test_with_a_second_factor_the_desk_opens(client: Client, settings: Settings) -> None:
    settings.ADMIN_NEEDS_SECOND_FACTOR = True
    TOTP.activate(aoife(), generate_totp_secret())
    client.force_login(aoife())
    assert client.get("/desk/").status_code == 200


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
