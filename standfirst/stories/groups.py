"""The groups of editors: made after each migration, so that every installation has them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from standfirst.accounts.models import EDITORS

DUTY_EDITORS = "Duty editors"
PAGE_RIGHTS = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"]
PICTURE_RIGHTS = ["add_picture", "change_picture", "choose_picture"]
RECORD_RIGHTS = [
    "view_embed",
    *(f"{verb}_{record}" for verb in ("add", "change", "view") for record in ("agency", "contributor", "topic")),
]
SETTINGS_RIGHTS = ["change_papersettings"]


def make_editors(sender: Any, **kwargs: Any) -> None:
    """Editors write, publish and lock every page, and keep pictures, contributors and agencies."""
    create_permissions(sender, verbosity=0)
    root = Page.get_first_root_node()
    collection = Collection.get_first_root_node()
    access = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin").first()
    if root is None or collection is None or access is None:
        return
    group, _ = Group.objects.get_or_create(name=EDITORS)
    if group.permissions.filter(content_type__app_label="stories").exists():
        # Set up before; what an administrator has added or taken away since stays.
        return
    group.permissions.add(access, *_rights("stories", RECORD_RIGHTS + SETTINGS_RIGHTS))
    for right in _rights("wagtailcore", PAGE_RIGHTS):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=right)
    for right in _rights("stories", PICTURE_RIGHTS):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=right)


def make_duty_editors(sender: Any, **kwargs: Any) -> None:
    """Editors who may lift embargoes, too. An empty group until an administrator puts somebody in."""
    create_permissions(sender, verbosity=0)
    group, made = Group.objects.get_or_create(name=DUTY_EDITORS)
    if made:
        group.permissions.add(*_rights("stories", ["lift_embargo"]))


def _rights(app: str, names: list[str]) -> list[Permission]:
    return list(Permission.objects.filter(content_type__app_label=app, codename__in=names))
