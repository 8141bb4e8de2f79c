"""What changes elsewhere and shows in threads: a person's name and picture, the badges of staff and supporters."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from wagtail.signals import page_published

from standfirst.accounts.models import User
from standfirst.comments.actions.closing import set_closing_in_section
from standfirst.comments.models import Comment, Thread
from standfirst.edge.purging import purge_on_commit
from standfirst.stories.models import Guest, SectionPage

SHOWN = {"display_name", "is_staff", "is_active", "closed_at", "picture", "supporter_until", "shows_support"}


def on_person_changed(
    sender: type, instance: User, created: bool, update_fields: Collection[str] | None = None, **kwargs: Any
) -> None:
    """Every thread in which the person has said something is fetched anew."""
    if created or (update_fields is not None and not SHOWN & set(update_fields)):
        return
    said = Comment.objects.filter(author=instance).order_by().values_list("thread_id", flat=True).distinct()
    guest_of = Guest.objects.filter(account=instance).order_by().values("story")
    threads = {*said, *Thread.objects.filter(story__in=guest_of).values_list("pk", flat=True)}
    with transaction.atomic():
        purge_on_commit(f"reader:{instance.pk}", *(f"thread:{thread_id}" for thread_id in sorted(threads)))


def on_section_published(sender: type, instance: SectionPage, **kwargs: Any) -> None:
    """How long its stories take comments may have changed."""
    set_closing_in_section(section=instance)


def connect() -> None:
    page_published.connect(on_section_published, sender=SectionPage, dispatch_uid="section-in-threads")
    post_save.connect(on_person_changed, sender=User, dispatch_uid="person-in-threads")
