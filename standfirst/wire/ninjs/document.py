"""From the bytes of a file to its one JSON object, or to a complaint that a desk can understand."""

from __future__ import annotations

import json
import math
from typing import NoReturn

from standfirst.wire.ninjs.characters import quoted
from standfirst.wire.ninjs.item import UnreadableItem
from standfirst.wire.ninjs.node import Node, kind_of

MAX_BYTES = 5_000_000
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def parse_document(raw: bytes) -> Node:
    """The one JSON object of a file. Raises UnreadableItem for everything else."""
    text = _decode(raw)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_refuse_number,
            parse_float=_float,
            parse_int=_int,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise UnreadableItem(place=place, reason=f"not JSON: {error.msg}") from None
    except RecursionError:
        raise UnreadableItem(place="the file", reason="its brackets are nested too deep for a news item") from None
    if not isinstance(value, dict):
        raise UnreadableItem(place="the file", reason=f"should hold one news object, not {kind_of(value)}")
    return Node(value)


def _decode(raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        size, most = len(raw) / 1_000_000, MAX_BYTES // 1_000_000
        reason = f"{size:.1f} MB is too much for one story; {most} MB is the most"
        raise UnreadableItem(place="the file", reason=reason)
    if raw.startswith(_OTHER_ENCODINGS):
        raise UnreadableItem(place="the file", reason="is written in UTF-16 or UTF-32; ninjs is UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        reason = f"not UTF-8: byte {raw[error.start]:#04x} fits no character"
        raise UnreadableItem(place=f"line {line}", reason=reason) from None
    if not text.strip():
        raise UnreadableItem(place="the file", reason="is empty")
    return text


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    # Two readers of a file with a repeated name may each believe another half of it; an embargo is no place
    # for that.
    value: dict[str, object] = {}
    for name, member in pairs:
        if name in value:
            raise UnreadableItem(place=quoted(name), reason="stands twice in the same object")
        value[name] = member
    return value


def _int(digits: str) -> int:
    return int(digits) if len(digits) <= 18 else _refuse_number(digits)


def _float(digits: str) -> float:
    value = float(digits)
    return value if math.isfinite(value) else _refuse_number(digits)


def _refuse_number(words: str) -> NoReturn:
    raise UnreadableItem(place=quoted(words), reason="is no number that JSON and we can hold")
