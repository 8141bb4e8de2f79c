"""Where the picture in a file ends, so that what hangs behind it is seen."""

from __future__ import annotations

import re
from collections.abc import Callable

# In the pixels of a JPEG, FF 00 is a plain FF and FF D0 to FF D7 are marks of restarts; anything else is a marker.
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_FURTHER_JPEG = re.compile(rb"\0*\xff\xd8\xff")
_EOI, _SOS = 0xD9, 0xDA
_ALONE = {0x01, *range(0xD0, 0xD9)}


class Unended(ValueError):
    """The file stops before its picture does."""


def end_of_picture(data: bytes, kind: str) -> int:
    """The place behind the picture's last byte. Raises Unended. `kind` is Pillow's name of the format."""
    try:
        return _ENDS[kind](data)
    except IndexError as error:
        raise Unended(kind) from error


def end_of_jpeg(data: bytes, place: int = 0) -> int:
    """Of the one that begins at `place`: segment by segment, then from mark to mark through its pixels."""
    place += 2
    while True:
        if data[place] != 0xFF:
            raise Unended("JPEG")
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
        elif marker == _EOI:
            return place + 2
        elif marker in _ALONE:
            place += 2
        else:
            place += 2 + int.from_bytes(data[place + 2 : place + 4])
            if marker == _SOS:
                found = _MARKER.search(data, place)
                if found is None:
                    raise Unended("JPEG")
                place = found.start()


def _end_of_jpegs(data: bytes) -> int:
    """Of all JPEGs that follow each other: telephones keep depth and brightness in a second and a third."""
    end = end_of_jpeg(data)
    while (further := _FURTHER_JPEG.match(data, end)) is not None:
        end = end_of_jpeg(data, further.end() - 3)
    return end


def _box(data: bytes, place: int) -> tuple[int, bytes]:
    """A length and the name behind it, as PNG and AVIF begin each of their parts."""
    if place + 8 > len(data):
        raise Unended
    return int.from_bytes(data[place : place + 4]), data[place + 4 : place + 8]


def _end_of_png(data: bytes) -> int:
    place = 8
    while True:
        length, name = _box(data, place)
        place += 12 + length
        if place > len(data):
            raise Unended("PNG")
        if name == b"IEND":
            return place


def _end_of_webp(data: bytes) -> int:
    if len(data) < 12:
        raise Unended("WEBP")
    end = 8 + int.from_bytes(data[4:8], "little")
    end += end % 2  # chunks are padded to even lengths
    if end > len(data) + 1:
        raise Unended("WEBP")
    return end


def _end_of_gif(data: bytes) -> int:
    flags = data[10]
    place = 13 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
    while True:
        kind = data[place]
        if kind == 0x3B:
            return place + 1
        if kind == 0x2C:
            flags = data[place + 9]
            place += 11 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
        elif kind == 0x21:
            place += 2
        else:
            raise Unended("GIF")
        while data[place]:
            place += 1 + data[place]
        place += 1


def _end_of_avif(data: bytes) -> int:
    """Behind the last whole box; a box that says nothing of its length reaches to the end."""
    place = 0
    while place + 8 <= len(data):
        length, name = _box(data, place)
        if length == 1:
            length = int.from_bytes(data[place + 8 : place + 16])
        if length == 0:
            return len(data)
        if length < 8 or not name.isalnum():
            return place
        place += length
        if place > len(data):
            raise Unended("AVIF")
    return place


_ENDS: dict[str, Callable[[bytes], int]] = {
    "JPEG": _end_of_jpegs,
    "MPO": _end_of_jpegs,
    "PNG": _end_of_png,
    "WEBP": _end_of_webp,
    "GIF": _end_of_gif,
    "AVIF": _end_of_avif,
}
