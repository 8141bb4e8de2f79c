"""Reads the particulars out of a picture's file, whatever its format."""

from __future__ import annotations

import struct
from typing import IO, Any

from PIL import Image, TiffImagePlugin

from standfirst.stories.metadata.iim import read_iim
from standfirst.stories.metadata.particulars import Particulars
from standfirst.stories.metadata.xmp import read_xmp

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF")
_IIM_RESOURCE = 0x0404
_IIM_TAG = 33723


def read_particulars(file: IO[bytes]) -> Particulars:
    """What XMP says, and what IIM says where XMP is silent. An odd or hostile file says nothing; never raises.

    Pixels are not read, nor is the size looked at: that is `check_picture`.
    """
    try:
        file.seek(0)
        with Image.open(file, formats=FORMATS) as image:
            xmp, iim = _xmp(image), _iim(image)
    except Exception:  # noqa: BLE001 - Pillow's parsers of metadata raise what they like at bytes like these
        return Particulars()
    finally:
        file.seek(0)
    return read_xmp(xmp).completed_by(read_iim(iim))


def _xmp(image: Image.Image) -> bytes:
    found: Any = image.info.get("xmp", b"")
    return found.encode() if isinstance(found, str) else bytes(found)


def _iim(image: Image.Image) -> bytes:
    """From Photoshop's resources in a JPEG, from a tag of its own in a TIFF."""
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        found: Any = image.tag_v2.get(_IIM_TAG, b"")
        # Photoshop calls the tag a row of longs.
        return struct.pack(f"<{len(found)}I", *found) if isinstance(found, tuple) else bytes(found)
    resources: Any = image.info.get("photoshop")
    found = resources.get(_IIM_RESOURCE, b"") if isinstance(resources, dict) else b""
    return found if isinstance(found, bytes) else b""
