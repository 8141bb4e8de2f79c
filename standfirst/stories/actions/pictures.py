"""Keeping a picture with what a newspaper must know of it, and drawing the sizes that pages show."""

from __future__ import annotations

from pathlib import Path

from django.core.files.images import ImageFile
from django.db import transaction

from standfirst.accounts.models import User
from standfirst.stories.models import Picture, StoryPage
from standfirst.stories.syndication.bodies import pictures_in


@transaction.atomic
def keep_picture(
    *, path: Path, title: str, caption: str = "", credit: str = "", alt_text: str = "", actor: User | None = None
) -> Picture:
    """A picture from a file that was checked before. The title is given in words; the file's name is no title."""
    with path.open("rb") as file:
        picture = Picture(
            title=title[:255],
            file=ImageFile(file, name=path.name),
            caption=caption,
            credit=credit,
            alt_text=alt_text,
            uploaded_by_user=actor,
        )
        picture.save()
    return picture


def draw_sizes(*, story: StoryPage) -> int:
    """Make the sizes in which pages, feeds and search engines get the story's pictures, so that nobody waits for them.

    Returns how many there are now. Drawing them again changes nothing.
    """
    drawn = sum(len(picture.get_renditions(Picture.FEED_SIZE)) for picture in pictures_in(story.body))
    if story.lead_picture is None:
        return drawn
    sizes = [*Picture.SHOWN_SIZES, *Picture.FACING_SIZES, Picture.FEED_SIZE]
    return drawn + len(story.lead_picture.get_renditions(*sizes))
