"""Taking the pictures that lie beside an item's file. Nothing is ever fetched from the network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from standfirst.accounts.models import User
from standfirst.stories.actions.pictures import keep_picture
from standfirst.stories.metadata import Refusal, RefusedFile, check_picture
from standfirst.stories.models import Picture as StoryPicture
from standfirst.wire.copy import Notes, credit_for, note_picture
from standfirst.wire.ninjs import Picture

MAX_PICTURE_BYTES = 30_000_000
# What the largest press cameras give; each pixel costs four bytes of memory while it is read.
MAX_PIXELS = 60_000_000
ENDINGS = {"JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif", "AVIF": ".avif"}
REASONS = {
    Refusal.TOO_LARGE: "it has more pixels than we can keep",
    Refusal.HAS_MORE: "its file holds more than a picture",
    Refusal.HAS_PROGRAM: "its file holds a page or a program",
}


class PictureNotTaken(Exception):
    """The picture is not here or is none; the reason is for the editor's note."""


@contextmanager
def taken_pictures(
    *, pictures: Iterable[Picture], folder: Path | None, actor: User | None, notes: Notes
) -> Iterator[list[StoryPicture]]:
    """Those of an item's pictures that lie in `folder`, kept; the others are noted with their reasons.

    Where the rest of the work fails their files are deleted: files know no transaction.
    """
    taken: list[StoryPicture] = []
    try:
        for picture in pictures:
            try:
                taken.append(take_picture(picture=picture, folder=folder, actor=actor, notes=notes))
            except PictureNotTaken as refusal:
                note_picture(notes, picture, reason=str(refusal))
        yield taken
    except Exception:
        for kept in taken:
            kept.file.delete(save=False)
        raise


def take_picture(*, picture: Picture, folder: Path | None, actor: User | None, notes: Notes) -> StoryPicture:
    """Keep a picture that lies in `folder`, with what the agency's item says of it, and then what its file says.

    Raises PictureNotTaken where it lies elsewhere, is too large or can't be read as a picture.
    """
    data = _read_beside(picture.href, folder)
    ending = _check(data)
    stem = Path(unquote(urlsplit(picture.href).path)).stem[:80] or "picture"
    return keep_picture(
        title=picture.caption,
        data=data,
        name=f"{stem}{ending}",
        caption=notes.fit(picture.caption, most=2000, called="caption"),
        credit=notes.fit(credit_for(picture), most=200, called="picture credit"),
        byline=notes.fit(picture.byline, most=200, called="picture byline"),
        copyright_notice=notes.fit(picture.copyright_notice, most=300, called="picture copyright"),
        alt_text=notes.fit(picture.alternative, most=300, called="alternative text"),
        actor=actor,
    )


def _read_beside(href: str, folder: Path | None) -> bytes:
    parts = urlsplit(href)
    if not parts.path or folder is None:
        raise PictureNotTaken("no file came with it")
    if parts.scheme or parts.netloc:
        raise PictureNotTaken("it lies on the agency's server")
    home = folder.resolve()
    try:
        # Resolved first, so that neither dots nor links lead out of the folder.
        path = (home / unquote(parts.path)).resolve()
        if not path.is_relative_to(home) or not path.is_file():
            raise PictureNotTaken("it is not beside the item's file")
        with path.open("rb") as file:
            data = file.read(MAX_PICTURE_BYTES + 1)
    except (OSError, ValueError) as error:
        raise PictureNotTaken("its file can't be read") from error
    if len(data) > MAX_PICTURE_BYTES:
        raise PictureNotTaken(f"its file is larger than {MAX_PICTURE_BYTES // 1_000_000} MB")
    return data


def _check(data: bytes) -> str:
    """The ending that fits the picture's format. Reads all of it, so that a torn file is found now."""
    try:
        return ENDINGS[check_picture(data, most_pixels=MAX_PIXELS)]
    except RefusedFile as refused:
        raise PictureNotTaken(REASONS.get(refused.refusal, "its file is no picture we can read")) from None
