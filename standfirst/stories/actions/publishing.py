"""Publishing a draft, and withdrawing what was published."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from standfirst.accounts.models import User
from standfirst.edge.purging import purge_on_commit
from standfirst.events import announce
from standfirst.stories.actions.rights import check_rights
from standfirst.stories.events import StoryPublished, StoryUnpublished, StoryWithdrawn
from standfirst.stories.models import StoryPage


@transaction.atomic
def publish_story(*, story: StoryPage, actor: User | None, first_published_at: datetime | None = None) -> StoryPage:
    """Make the story's latest revision public. What follows (thread, caches) holds together with it.

    Under embargo, and with a moment to go live that is still to come, it is scheduled instead and comes back not live.
    `first_published_at` is for stories that were public before they came here. Raises PictureRestricted where the
    story takes a picture that it may not.
    """
    if first_published_at is not None:
        StoryPage.objects.filter(pk=story.pk).update(first_published_at=first_published_at)
        story.first_published_at = first_published_at
    revision = story.get_latest_revision() or story.save_revision(user=actor)
    check_rights(story=revision.as_object())
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
    # What waits for its minute would bring the story back.
    locked.revisions.update(approved_go_live_at=None)
    if locked.live:
        locked.unpublish(user=actor)
    announce(StoryWithdrawn(story_id=locked.pk))
    withdrawn: StoryPage = StoryPage.objects.get(pk=story.pk)
    return withdrawn


def tags_of(story: StoryPage) -> list[str]:
    """The tags of every page that changes with this story: its own and its translations', which link to it, and all
    lists on which it stands.

    A list that it has just left carries `story:` of it, so that one is purged by name.
    """
    contributors = {byline.contributor_id for byline in story.bylines.all()} - {None}
    original = story.translation_of_id or story.pk
    family = StoryPage.objects.filter(Q(pk=original) | Q(translation_of=original)).values_list("pk", flat=True)
    return [
        *(f"story:{pk}" for pk in sorted({story.pk, *family})),
        f"section:{story.get_parent().pk}",
        *(f"topic:{topic.pk}" for topic in story.topics.all()),
        *(f"contributor:{pk}" for pk in sorted(contributors)),
        *(["corrections"] if story.corrections else []),
        "front",
        "sitemap",
    ]


def say_published(story: StoryPage) -> None:
    """What every publication does, from the desk, from a schedule or from an action: purge and announce."""
    with transaction.atomic():
        if story.withdrawn_at is not None:
            StoryPage.objects.filter(pk=story.pk).update(withdrawn_at=None, withdrawn_reason="")
        purge_on_commit(*tags_of(story))
        announce(StoryPublished(story_id=story.pk))


def say_unpublished(story: StoryPage) -> None:
    """What every way out of the public does: held copies are dropped, for good."""
    with transaction.atomic():
        purge_on_commit(*tags_of(story), drop=True)
        announce(StoryUnpublished(story_id=story.pk, section_id=story.get_parent().pk))
