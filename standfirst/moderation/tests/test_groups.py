"""What moderators may do on sites that are there already."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from standfirst.accounts.models import MODERATORS
from standfirst.accounts.tests.factories import cormac

pytestmark = pytest.mark.django_db
give_right = import_module("standfirst.moderation.migrations.0005_moderators_look_at_profiles").give_right


@pytest.mark.parametrize("is_made", [True, False])
def test_moderators_of_an_existing_site_get_the_screen_for_profiles(client: Client, is_made: bool) -> None:
    moderators = Group.objects.get(name=MODERATORS)
    right = Permission.objects.get(content_type__app_label="accounts", codename="change_portrait")
    moderators.permissions.remove(right)
    if not is_made:
        # The table of portraits comes with the same run of migrations.
        right.delete()
    client.force_login(cormac())
    assert client.get(reverse("desk_profiles")).status_code == 302
    give_right(apps, None)
    client.force_login(cormac())
    assert client.get(reverse("desk_profiles")).status_code == 200


def test_a_group_of_this_name_that_decides_nothing_gets_nothing() -> None:
    moderators = Group.objects.get(name=MODERATORS)
    moderators.permissions.clear()
    give_right(apps, None)
    assert not moderators.permissions.exists()
