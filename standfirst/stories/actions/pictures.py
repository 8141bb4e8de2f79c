"""Keeping a picture with what a newspaper must know of it, and drawing the sizes that pages show."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from django.core.files.images import ImageFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.images.models import Filter

from standfirst.accounts.models import User
from standfirst.edge.purging import purge_on_commit
from standfirst.events import announce
from standfirst.stories.events import PictureKept
from standfirst.stories.metadata import read_particulars
from standfirst.stories.models import Picture, Rendition, StoryPage
from standfirst.stories.reading_in import fill_in
from standfirst.stories.uses import pictures_in


@transaction.atomic
def keep_picture(
    *,
    title: str = "",
    path: Path | None = None,
    data: bytes = b"",
    name: str = "",
    caption: str = "",
    credit: str = "",
    alt_text: str = "",
    byline: str = "",
    copyright_notice: str = "",
    actor: User | None = None,
) -> Picture:
    """A picture from a file that was checked before: at `path`, or its bytes in `data` with a `name` for its file.

    What is not given is taken from the file's own particulars. The title too: the file's name is none.
    """
    if path is not None:
        data, name = path.read_bytes(), path.name
    picture = Picture(
        title=title[:255],
        file=ImageFile(BytesIO(data), name=name),
        caption=caption,
        credit=credit,
        alt_text=alt_text,
        byline=byline,
        copyright_notice=copyright_notice,
        uploaded_by_user=actor,
    )
    fill_in(picture, read_particulars(BytesIO(data)))
    picture.title = picture.title or _("Untitled picture")
    picture.save()
    return picture


def say_kept(picture: Picture) -> None:
    """What follows every upload and every change of a picture, from whatever door: its sizes are drawn."""
    with transaction.atomic():
        announce(PictureKept(picture_id=picture.pk))


def draw_sizes(*, story: StoryPage) -> int:
    """Make the sizes in which pages show the story's pictures, so that no reader waits for them.

    Returns how many there are now. Drawing them again changes nothing.
    """
    return sum(draw_picture(picture=picture) for picture in Picture.objects.filter(pk__in=pictures_in(story)))


def draw_picture(*, picture: Picture) -> int:
    """Make the sizes in which pages show a picture, and make again those that carry an earlier credit.

    Returns how many pages may show. Pages that show the picture are purged if there is something new. Not one
    transaction: drawing takes seconds, in which nobody else could write.
    """
    outdated = _draw_again(picture)
    drawn = {
        spec: [rendition.file.name, rendition.width, rendition.height]
        for spec, rendition in picture.get_renditions(*picture.specs()).items()
    }
    with transaction.atomic():
        if Picture.objects.filter(pk=picture.pk).exclude(drawn=drawn).update(drawn=drawn):
            purge_on_commit(f"picture:{picture.pk}")
        for file in outdated:
            transaction.on_commit(lambda file=file: Rendition._meta.get_field("file").storage.delete(file))  # type: ignore[misc]
    return len(drawn)


def _draw_again(picture: Picture) -> list[str]:
    """Each rendition whose credit has changed gets a new file; returns the names of the old ones."""
    outdated = []
    for rendition in picture.renditions.all():
        drawing = Filter(spec=rendition.filter_spec)
        if (
            rendition.focal_point_key == drawing.get_cache_key(picture)
            and picture.mark(drawing) not in rendition.file.name
        ):
            outdated.append(rendition.file.name)
            rendition.file = picture.generate_rendition_file(drawing)
            rendition.save()
            rendition.purge_from_cache()
    return outdated


@transaction.atomic
def forget_drawn(*, picture: Picture) -> None:
    """A rendition was deleted: pages don't point to what is gone."""
    if Picture.objects.filter(pk=picture.pk).exclude(drawn={}).update(drawn={}):
        purge_on_commit(f"picture:{picture.pk}")
