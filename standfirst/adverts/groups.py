"""What the editors' group may do here: made after each migration, so that every installation has it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

from standfirst.accounts.models import EDITORS


def let_editors_book(sender: Any, **kwargs: Any) -> None:
    """Editors keep everything of the adverts desk."""
    create_permissions(sender, verbosity=0)
    group, _ = Group.objects.get_or_create(name=EDITORS)
    group.permissions.add(*Permission.objects.filter(content_type__app_label="adverts"))
