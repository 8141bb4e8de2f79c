"""What the editors' group may do here: made after each migration, so that every installation has it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

from standfirst.accounts.models import EDITORS

RIGHTS = ["add_ask", "change_ask", "delete_ask", "view_ask"]


def let_editors_ask(sender: Any, **kwargs: Any) -> None:
    """Editors write the asks. Nobody writes the books."""
    create_permissions(sender, verbosity=0)
    group, _ = Group.objects.get_or_create(name=EDITORS)
    group.permissions.add(*Permission.objects.filter(content_type__app_label="contributions", codename__in=RIGHTS))
