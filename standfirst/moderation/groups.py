"""The moderators' group: made after each migration, so that every installation has it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from standfirst.accounts.models import MODERATORS


def make_moderators(sender: Any, **kwargs: Any) -> None:
    """Moderators may enter the desk and decide on comments; pages are not theirs.

    Wagtail's first migration makes a group of this name that may publish pages; that right is taken away.
    """
    create_permissions(sender, verbosity=0)
    group, _ = Group.objects.get_or_create(name=MODERATORS)
    rights = Permission.objects.filter(
        content_type__app_label__in=["wagtailadmin", "moderation"], codename__in=["access_admin", "decide"]
    )
    group.permissions.set(rights)
    GroupPagePermission.objects.filter(group=group).delete()
