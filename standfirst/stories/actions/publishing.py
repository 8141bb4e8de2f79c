"""Publishing a draft, and withdrawing what was published."""

from __future__ import annotations

from datetime import datetime

from django.core.management import call_command
from django.db import transaction
from wagtail.models import Page, Revision

from standfirst.accounts.models import User
from standfirst.edge.purging import purge_on_commit
from standfirst.events import announce
from standfirst.stories.events import StoryPublished, StoryUnpublished, StoryWithdrawn
from standfirst.stories.models import StoryPage


@transaction.atomic
def publish_story(*, story: StoryPage, actor: User | None, first_published_at: datetime | None = None) -> StoryPage:
    """Make the story's latest revision public. What follows (thread, caches) holds together with it.

    `first_published_at` is for stories that were public before they came here.
    """
    if first_published_at is not None:
        StoryPage.objects.filter(pk=story.pk).update(first_published_at=first_published_at)
        story.first_published_at = first_published_at
    revision = story.get_latest_revision() or story.save_revision(user=actor)
    revision.publish(user=actor, skip_permission_checks=actor is None)
    published: StoryPage = StoryPage.objects.get(pk=story.pk)
    return published


@transaction.atomic
def withdraw_story(*, story: StoryPage, actor: User | None, reason: str, now: datetime) -> StoryPage:
    """Take a story back: gone from every page and cache, its address answers 410 with `reason`.

    A story withdrawn already stays as it is, with its first reason.
    """
    locked: StoryPage = StoryPage.objects.select_for_update().get(pk=story.pk)
    if locked.withdrawn_at is not None:
        return locked
    locked.withdrawn_at = now
    locked.withdrawn_reason = reason
    locked.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    if locked.live:
        locked.unpublish(user=actor)
    announce(StoryWithdrawn(story_id=locked.pk))
    withdrawn: StoryPage = StoryPage.objects.get(pk=story.pk)
    return withdrawn


def say_published(story: StoryPage) -> None:
    """What every publication does, from the desk, from a schedule or from an action: purge and announce."""
    with transaction.atomic():
        if story.withdrawn_at is not None:
            StoryPage.objects.filter(pk=story.pk).update(withdrawn_at=None, withdrawn_reason="")
        purge_on_commit(f"story:{story.pk}", f"section:{story.get_parent().pk}", "front")
        announce(StoryPublished(story_id=story.pk))


def say_unpublished(story: StoryPage) -> None:
    """What every way out of the public does: held copies are dropped, for good."""
    with transaction.atomic():
        section_id = story.get_parent().pk
        purge_on_commit(f"story:{story.pk}", f"section:{section_id}", "front", drop=True)
        announce(StoryUnpublished(story_id=story.pk, section_id=section_id))


def publish_due(*, now: datetime) -> bool:
    """Publish what was scheduled and take down what has expired; True if there was anything to do."""
    due: bool = (
        Revision.objects.filter(approved_go_live_at__lte=now).exists()
        or Page.objects.filter(live=True, expire_at__lt=now).exists()
    )
    if due:
        # Wagtail's own publishing is no transaction; what follows a publication must hold together with it.
        with transaction.atomic():
            call_command("publish_scheduled")
    return due
