"""Whether a file is one whole picture and nothing besides: judged before it is kept."""

from __future__ import annotations

import re
import warnings
from enum import StrEnum
from io import BytesIO

from PIL import Image

from standfirst.stories.metadata.trailing import Unended, end_of_picture

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
# Cameras pad their files, some behind the end.
PADDING = 4_096
# What a browser, a server or an unpacker might take for something of its own. No picture has it by chance.
_FOREIGN = re.compile(rb"<script|<html[\s>]|<iframe|<!doctype|<\?php|%PDF-1", re.IGNORECASE)
# Unpackers look for the directory of an archive at the end of a file, whatever it begins with.
_DIRECTORY, _WITHIN = b"PK\x05\x06", 66_000
# Telephones hang the second of film before the shot behind it.
_FILM = re.compile(rb"....ftyp", re.DOTALL)


class Refusal(StrEnum):
    """Why a file is refused."""

    UNREADABLE = "unreadable"
    TORN = "torn"
    TOO_LARGE = "too large"
    HAS_MORE = "has more"
    HAS_PROGRAM = "has program"


class RefusedFile(ValueError):
    """The file is not kept; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal


def check_picture(data: bytes, *, most_pixels: int) -> str:
    """Pillow's name of the format of a file that is one whole picture. Decodes all of it. Raises RefusedFile.

    `most_pixels` is for all frames of a moving picture together. A JPEG may be followed by others and by film, as
    telephones write them; nothing else may follow a picture, and nothing in it may read as a page or a program.
    """
    try:
        with warnings.catch_warnings():
            # Above Pillow's own bound it warns, and our bound says it in words.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                return _check(image, data, most_pixels)
    except Image.DecompressionBombError:
        raise RefusedFile(Refusal.TOO_LARGE) from None
    except RefusedFile:
        raise
    except Exception:  # noqa: BLE001 - decoders raise what they like at bytes that are no picture
        raise RefusedFile(Refusal.UNREADABLE) from None


def _check(image: Image.Image, data: bytes, most_pixels: int) -> str:
    kind = image.format or ""
    # A JPEG's further pictures are its telephone's own, and are never drawn.
    frames = 1 if kind == "MPO" else int(getattr(image, "n_frames", 1))
    if image.width * image.height * frames > most_pixels:
        raise RefusedFile(Refusal.TOO_LARGE)
    try:
        end = end_of_picture(data, kind)
        for frame in range(frames):
            image.seek(frame)
            image.load()
    except (Unended, OSError, EOFError, SyntaxError, ValueError):
        raise RefusedFile(Refusal.TORN) from None
    if _FOREIGN.search(data):
        raise RefusedFile(Refusal.HAS_PROGRAM)
    behind = data[end:].strip(b"\0\xff \r\n")
    is_film = kind in {"JPEG", "MPO"} and _FILM.match(data, end)
    if _DIRECTORY in behind[-_WITHIN:] or (len(behind) > PADDING and not is_film):
        raise RefusedFile(Refusal.HAS_MORE)
    return kind
