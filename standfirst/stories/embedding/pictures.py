"""A picture that a host sent, made anew by us: what we serve has been through Pillow and holds nothing but pixels."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MOST_PIXELS = 20_000_000
WIDEST, HIGHEST = 960, 1280
QUALITY = 78


class BadPicture(ValueError):
    """It is no picture that we can read; the message says why."""


@dataclass(frozen=True)
class Redrawn:
    """A picture as WebP, at most 960 by 1280."""

    data: bytes
    width: int
    height: int


def redraw(raw: bytes) -> Redrawn:
    """Read a picture and write it anew. Raise BadPicture for what is none, is broken, or is too large to unfold."""
    try:
        with warnings.catch_warnings():
            # Pillow warns of pictures that unfold to something huge; here that is a refusal.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS or min(picture.size) < 2:
                    raise BadPicture("of a size that is not for a page")
                picture.draft("RGB", (WIDEST, HIGHEST))
                picture.load()
                drawn = ImageOps.exif_transpose(picture).convert("RGB")
                drawn.thumbnail((WIDEST, HIGHEST))
                out = io.BytesIO()
                drawn.save(out, "WEBP", quality=QUALITY)
    except BadPicture:
        raise
    except (Exception, Image.DecompressionBombWarning) as error:  # a decoder may fail in any way
        raise BadPicture("not a whole picture") from error
    return Redrawn(data=out.getvalue(), width=drawn.width, height=drawn.height)
