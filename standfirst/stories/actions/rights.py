"""The rights in pictures: noting each use, refusing one that is not allowed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from standfirst.stories.models import PictureUse, StoryPage
from standfirst.stories.uses import pictures_in, restrictions


class PictureRestricted(Exception):
    """A story carries a picture that it may not take; the words say which and why. The desk answers 403 with them."""


def check_rights(*, story: StoryPage, at: datetime | None = None) -> None:
    """Raises PictureRestricted where the story, published at `at` (or now), would take what it may not.

    A mirror shows what its source shows, so what the source has used is the mirror's too.
    """
    pictures = pictures_in(story)
    found = restrictions(pictures, story_id=story.alias_of_id or story.pk, at=at) if pictures else {}
    if found:
        raise PictureRestricted(" ".join(found.values()))


@transaction.atomic
def note_uses(*, story: StoryPage) -> None:
    """The published story's pictures were used in it. Noting them again changes nothing."""
    pictures = pictures_in(story)
    if not pictures or story.last_published_at is None:
        return
    PictureUse.objects.bulk_create(
        [
            PictureUse(picture_id=key, story=story, headline=story.title, published_at=story.last_published_at)
            for key in pictures
        ],
        ignore_conflicts=True,
    )
