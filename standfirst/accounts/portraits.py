"""A profile picture out of whatever a reader sends: one square, drawn anew, with nothing else of the file in it."""

from __future__ import annotations

import warnings
from enum import StrEnum
from io import BytesIO

from PIL import Image, ImageOps

PICTURE_SIZES = (96, 256)
MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 40_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")


class Refusal(StrEnum):
    """Why a picture is refused."""

    UNREADABLE = "unreadable"
    TORN = "torn"
    TOO_HEAVY = "too heavy"
    TOO_LARGE = "too large"


class PictureRefused(ValueError):
    """The file is not kept; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal


def picture_file(name: str, size: int) -> str:
    """Where the approved picture `name` lies below the media folder; the edge serves what is in `images/`."""
    return f"images/people/{name}-{size}.webp"


def waiting_file(name: str, size: int) -> str:
    """Where a picture lies that nobody has approved: outside of the folder that the edge serves."""
    return f"people/{name}-{size}.webp"


def draw_portrait(data: bytes) -> dict[int, bytes]:
    """The picture as WebP for each of `PICTURE_SIZES`, cut to its middle square, by width. Raises PictureRefused.

    Only pixels of the first frame are kept: no metadata, no place where it was taken, nothing that hung behind the
    picture or hid in it.
    """
    if len(data) > MOST_BYTES:
        raise PictureRefused(Refusal.TOO_HEAVY)
    square = _square(data)
    return {size: _webp(square, size) for size in PICTURE_SIZES}


def _square(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            # Our own bound says it in words.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        raise PictureRefused(Refusal.TOO_LARGE) from None
    except Exception:  # noqa: BLE001 - decoders raise what they like at bytes that are no picture
        raise PictureRefused(Refusal.UNREADABLE) from None
    with image:
        if image.width * image.height > MOST_PIXELS:
            raise PictureRefused(Refusal.TOO_LARGE)
        try:
            # A large JPEG is read at a fraction of its size.
            image.draft("RGB", (PICTURE_SIZES[-1] * 2, PICTURE_SIZES[-1] * 2))
            upright = ImageOps.exif_transpose(image).convert("RGBA")
        except Exception:  # noqa: BLE001
            raise PictureRefused(Refusal.TORN) from None
    paper = Image.new("RGBA", upright.size, "white")
    largest = PICTURE_SIZES[-1]
    return ImageOps.fit(
        Image.alpha_composite(paper, upright).convert("RGB"), (largest, largest), Image.Resampling.LANCZOS
    )


def _webp(square: Image.Image, size: int) -> bytes:
    drawn = BytesIO()
    square.resize((size, size), Image.Resampling.LANCZOS).save(drawn, "WEBP", quality=80, method=4)
    return drawn.getvalue()
