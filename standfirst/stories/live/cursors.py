"""Where a page of entries ends and the older one begins: time of posting and number, as an address carries them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# The lengths keep both numbers inside what Python's calendar and a 64-bit column hold.
_WRITTEN = re.compile(r"(?P<at>[0-9]{1,17})-(?P<id>[0-9]{1,18})", re.ASCII)


class BadCursor(ValueError):
    """An address carries something that no page of ours has written."""


@dataclass(frozen=True, slots=True, order=True)
class Cursor:
    """A place in the order of entries. Its words (`str`) go into an address and come back through `read_cursor`."""

    posted_at: datetime
    entry_id: int

    def __str__(self) -> str:
        return f"{(self.posted_at - _EPOCH) // _MICROSECOND}-{self.entry_id}"


def read_cursor(text: str) -> Cursor:
    """The place that these words name. Raises BadCursor."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        raise BadCursor(text[:40])
    return Cursor(_EPOCH + int(match["at"]) * _MICROSECOND, int(match["id"]))
