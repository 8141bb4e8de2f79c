"""Wagtail's screens for people work for people with one name."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.accounts.models import EDITORS, User
from standfirst.accounts.tests.factories import PASSWORD, aoife

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("fergal@paper.example", PASSWORD, display_name="Fergal"))
    return client


def test_an_administrator_adds_an_editor(administrator: Client) -> None:
    from django.contrib.auth.models import Group

    assert administrator.get(reverse("wagtailusers_users:add")).status_code == 200
    answer = administrator.post(
        reverse("wagtailusers_users:add"),
        {
            "email": "sile@paper.example",
            "display_name": "Síle",
            "is_staff": "on",
            "password1": PASSWORD,
            "password2": PASSWORD,
            "groups": [Group.objects.get(name=EDITORS).pk],
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    made = User.objects.get(email="sile@paper.example")
    assert made.display_name == "Síle"
    assert made.groups.get().name == EDITORS


def test_an_administrator_edits_a_person(administrator: Client) -> None:
    editor = aoife()
    address = reverse("wagtailusers_users:edit", args=[editor.pk])
    assert "Display name" in administrator.get(address).content.decode()
    administrator.post(address, {"email": editor.email, "display_name": "Aoife L.", "is_active": "on"})
    editor.refresh_from_db()
    assert editor.display_name == "Aoife L."


def test_staff_see_their_own_settings(client: Client) -> None:
    client.force_login(aoife())
    page = client.get("/desk/account/")
    assert page.status_code == 200
    assert "First Name" not in page.content.decode()
