"""The moderators' group: made after each migration, so that every installation has it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from standfirst.accounts.models import MODERATORS

LISTS = ["add_wordlist", "change_wordlist", "delete_wordlist", "view_wordlist", "change_screeningsettings"]
RIGHTS = ["access_admin", "decide", "change_portrait", *LISTS]
DESKS = ["wagtailadmin", "moderation", "accounts"]


def make_moderators(sender: Any, **kwargs: Any) -> None:
    """Moderators may enter the desk and decide on comments and profiles; pages, pictures and documents are not theirs.

    Wagtail's first migrations make a group of this name that may publish and upload; those rights are taken away.
    """
    create_permissions(sender, verbosity=0)
    group, _ = Group.objects.get_or_create(name=MODERATORS)
    if group.permissions.filter(content_type__app_label="moderation", codename="decide").exists():
        # Set up before; what an administrator has added or taken away since stays.
        follow_held_words(group)
        return
    rights = Permission.objects.filter(content_type__app_label__in=DESKS, codename__in=RIGHTS)
    group.permissions.set(rights)
    GroupPagePermission.objects.filter(group=group).delete()
    GroupCollectionPermission.objects.filter(group=group).delete()


def follow_held_words(group: Group) -> None:
    """Whoever might change the held words of earlier releases may change the word lists that they have become."""
    earlier = Permission.objects.filter(content_type__app_label="moderation", codename__endswith="_heldword")
    if group.permissions.filter(pk__in=earlier.filter(codename="change_heldword")).exists():
        group.permissions.add(*Permission.objects.filter(content_type__app_label="moderation", codename__in=LISTS))
    earlier.delete()
