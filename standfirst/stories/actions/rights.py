"""The rights in pictures: noting each use, refusing one that is not allowed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from standfirst.stories.models import PictureUse, StoryPage
from standfirst.stories.uses import pictures_in, restrictions


class PictureRestricted(Exception):
    """A story carries a picture that it may not take; the words say which and why. The desk answers 403 with them."""


@transaction.atomic
def check_rights(*, story: StoryPage, at: datetime | None = None) -> None:
    """Raises PictureRestricted where the story, published at `at` (or now), would take what it may not.

    A mirror shows what its source shows, so what the source has used is the mirror's too. Restricted pictures are held
    until the transaction around it ends: of two stories published in the same instant, only one takes a picture for
    one use.
    """
    refusal = refusal_of(story=story, at=at, hold=True)
    if refusal:
        raise PictureRestricted(refusal)


def refusal_of(*, story: StoryPage, at: datetime | None = None, hold: bool = False) -> str:
    """The words with which `check_rights` would refuse `story`, or none; without `hold` it only looks."""
    pictures = pictures_in(story)
    found = restrictions(pictures, story_id=story.alias_of_id or story.pk, at=at, hold=hold) if pictures else {}
    return " ".join(found.values())


@transaction.atomic
def note_uses(*, story: StoryPage, now: datetime) -> None:
    """The public story's pictures were used in it. Noting them again changes nothing.

    In the transaction of `check_rights`: until then the restricted ones are held, and afterwards the use is to be seen.
    """
    pictures = pictures_in(story)
    if not pictures:
        return
    published_at = story.last_published_at or now
    PictureUse.objects.bulk_create(
        [PictureUse(picture_id=key, story=story, headline=story.title, published_at=published_at) for key in pictures],
        ignore_conflicts=True,
    )
