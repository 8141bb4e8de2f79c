"""IPTC's older form, IIM 4.2: a row of datasets, each with its length before it."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from standfirst.stories.metadata.particulars import Particulars, moment, tidy

_MARK = 0x1C
_UTF8 = b"\x1b%G"
# No desk writes more, and a hostile file could hold thousands.
_MOST_DATASETS = 1_000
_MOST_BYTES = 1_000_000

_OBJECT_NAME, _KEYWORD, _INSTRUCTIONS, _EXPIRY_DATE, _EXPIRY_TIME = 5, 25, 40, 37, 38
_BYLINE, _CITY, _COUNTRY, _HEADLINE, _CREDIT, _SOURCE = 80, 90, 101, 105, 110, 115
_COPYRIGHT, _CAPTION = 116, 120


def read_iim(data: bytes) -> Particulars:
    """What the datasets say; those after a broken one are left out. Never raises."""
    values: dict[int, list[bytes]] = {}
    utf8 = False
    for record, number, value in _datasets(data[:_MOST_BYTES]):
        if (record, number) == (1, 90):
            utf8 = value.startswith(_UTF8)
        elif record == 2:
            values.setdefault(number, []).append(value)

    def words(number: int, *, lines: bool = False) -> str:
        return tidy(_decoded(values[number][0], utf8=utf8), lines=lines) if number in values else ""

    def each(number: int) -> tuple[str, ...]:
        return tuple(filter(None, (tidy(_decoded(value, utf8=utf8)) for value in values.get(number, []))))

    return Particulars(
        headline=words(_HEADLINE) or words(_OBJECT_NAME),
        caption=words(_CAPTION, lines=True),
        byline=", ".join(each(_BYLINE)),
        credit=words(_CREDIT),
        copyright_notice=words(_COPYRIGHT),
        source=words(_SOURCE),
        keywords=each(_KEYWORD),
        instructions=words(_INSTRUCTIONS, lines=True),
        city=words(_CITY),
        country=words(_COUNTRY),
        expires_at=moment(words(_EXPIRY_DATE) + (f"T{words(_EXPIRY_TIME)}" if words(_EXPIRY_TIME) else "")),
    )


def _decoded(value: bytes, *, utf8: bool) -> str:
    """As the file declares it. Most that declare nothing are UTF-8 as well; what is not can only be Latin-1."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("utf-8", "replace") if utf8 else value.decode("cp1252", "replace")


def _datasets(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    place = 0
    for _ in range(_MOST_DATASETS):
        if place + 5 > len(data) or data[place] != _MARK:
            return
        record, number, length = struct.unpack(">BBH", data[place + 1 : place + 5])
        place += 5
        if length & 0x8000:  # an extended dataset: the length of its length
            width = length & 0x7FFF
            if width > 4 or place + width > len(data):
                return
            length = int.from_bytes(data[place : place + width])
            place += width
        if place + length > len(data):
            return
        yield record, number, data[place : place + length]
        place += length


def write_iim(particulars: Particulars) -> bytes:
    """Byline, credit, copyright and source as datasets in UTF-8.

    Whole, although the standard would end a credit after 32 bytes: every reader goes by the length that stands before
    it, and half a credit is a wrong one.
    """
    record = _dataset(1, 90, _UTF8) + _dataset(2, 0, struct.pack(">H", 4))
    for number, words in (
        (_BYLINE, particulars.byline),
        (_CREDIT, particulars.credit),
        (_SOURCE, particulars.source),
        (_COPYRIGHT, particulars.copyright_notice),
    ):
        if words:
            record += _dataset(2, number, tidy(words).encode()[:2_000])
    return record


def _dataset(record: int, number: int, value: bytes) -> bytes:
    return struct.pack(">BBBH", _MARK, record, number, len(value)) + value
