"""Two people changed one text: which of their changes go together, and where must a person choose?

A three-way merge of what Wagtail keeps in a revision (`page.serializable_data()` through JSON, or `revision.content`):
plain fields one by one, streams block by block and inside a block part by part, child rows (bylines, corrections)
row by row. Pure: it knows dictionaries, no pages.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from standfirst.stories.sequences import Pairing, merge_order, pair_up

# What a page is and where it stands, which no merge may change: it is always theirs.
NOT_TEXT: Final = frozenset(
    [
        "pk",
        "path",
        "depth",
        "numchild",
        "url_path",
        "content_type",
        "translation_key",
        "locale",
        "live",
        "has_unpublished_changes",
        "draft_title",
        "first_published_at",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "alias_of",
        "owner",
        "expired",
        "withdrawn_at",
        "withdrawn_reason",
    ]
)
# A moment that both moved on: the later one holds.
LATER_HOLDS: Final = frozenset({"updated_at"})
# A row's own number and place; two rows that differ in nothing else are the same row.
ROW_ONLY: Final = frozenset({"pk", "sort_order"})


class Kind(Enum):
    """Why a person must choose."""

    BOTH_CHANGED = "both changed it"
    REMOVED_AND_CHANGED = "one took it out, the other changed it"
    ORDER = "both moved the same blocks"


class _Absent:
    """Stands for what one side does not have."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = _Absent()


@dataclass(frozen=True)
class Conflict:
    """One place that both changed differently. A text that one side does not have is ABSENT.

    `field` is the page's field; `block` the id of the stream block (or the key of the row), empty for a plain field;
    `block_type` its type; `part` the way inside the block, as in "caption". `key` names the place and is the same each
    time the same three texts are merged: a choice is made by it.
    """

    field: str
    kind: Kind
    base: object
    mine: object
    theirs: object
    block: str = ""
    block_type: str = ""
    part: str = ""

    @property
    def key(self) -> str:
        return "/".join(one for one in (self.field, self.block, self.part, "order" * (self.kind is Kind.ORDER)) if one)


@dataclass(frozen=True)
class Merged:
    """`content` is whole and may be kept as a revision.

    Where a conflict stands it holds their text, or the one text that is left where the other side took it out.
    """

    content: dict[str, Any]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True)
class _Place:
    """Where the merge is, which choices were made, and the conflicts found so far."""

    choices: Mapping[str, str]
    found: list[Conflict]
    field: str = ""
    block: str = ""
    block_type: str = ""
    part: str = ""

    def inside(self, part: str) -> _Place:
        way = f"{self.part}.{part}" if self.part else part
        return _Place(self.choices, self.found, self.field, self.block, self.block_type, way)

    def at_block(self, key: str, block_type: str) -> _Place:
        if self.block:
            return self.inside(key)
        return _Place(self.choices, self.found, self.field, key, block_type)

    def choose(self, base: object, mine: object, theirs: object, *, kind: Kind = Kind.BOTH_CHANGED) -> Any:
        """The side that was chosen; without a choice a conflict is noted and a text is kept."""
        conflict = Conflict(self.field, kind, base, mine, theirs, self.block, self.block_type, self.part)
        choice = self.choices.get(conflict.key)
        if choice in ("mine", "theirs"):
            return mine if choice == "mine" else theirs
        self.found.append(conflict)
        return mine if theirs is ABSENT else theirs


def merge(
    base: Mapping[str, Any],
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    *,
    choices: Mapping[str, str] | None = None,
) -> Merged:
    """What both made of `base`, with the places where their changes don't go together.

    What only one changed is as that one has it; what both changed alike is so. `choices` answers conflicts of an
    earlier merge of the same three, by their keys, with "mine" or "theirs". None of the three is changed.
    """
    found: list[Conflict] = []
    content: dict[str, Any] = {}
    for name in dict.fromkeys([*theirs, *mine]):
        place = _Place(choices or {}, found, name)
        value = _merge_field(place, *(one.get(name, ABSENT) for one in (base, mine, theirs)), fixed=name in NOT_TEXT)
        if value is not ABSENT:
            content[name] = value
    return Merged(content, tuple(found))


def _merge_field(place: _Place, base: Any, mine: Any, theirs: Any, *, fixed: bool) -> Any:
    if fixed:
        return mine if theirs is ABSENT else theirs
    streams = [_as_stream(one) for one in (base, mine, theirs)]
    if all(one is not None for one in streams) and any(streams):
        if _same(mine, theirs):
            return theirs
        merged = _merge_value(place, *streams)
        return theirs if merged == streams[2] else json.dumps(merged)
    if place.field in LATER_HOLDS and mine != base and theirs != base and mine and theirs:
        # Without the Z, so that a whole second stands before its fractions.
        return max(mine, theirs, key=lambda moment: str(moment).rstrip("Z"))
    return _merge_value(place, base, mine, theirs)


def _as_stream(value: Any) -> list[Any] | None:
    """The blocks of a stream field, which stands in a revision as JSON in a string."""
    if value in (None, "", ABSENT):
        return []
    if not isinstance(value, str) or not value.startswith("["):
        return None
    try:
        blocks = json.loads(value)
    except ValueError:
        return None
    if isinstance(blocks, list) and all(isinstance(one, dict) and {"type", "value"} <= one.keys() for one in blocks):
        return blocks
    return None


def _merge_value(place: _Place, base: Any, mine: Any, theirs: Any) -> Any:
    if _same(mine, theirs) or _same(mine, base):
        return theirs
    if _same(theirs, base):
        return mine
    three = (base, mine, theirs)
    if all(isinstance(one, dict) and one.get("type") == base.get("type") for one in three):
        return _merge_parts(place, base, mine, theirs)
    if all(isinstance(one, list) for one in three):
        return _merge_list(place, base, mine, theirs)
    if ABSENT in (mine, theirs) and base is not ABSENT:
        return place.choose(base, mine, theirs, kind=Kind.REMOVED_AND_CHANGED)
    return place.choose(base, mine, theirs)


def _merge_parts(place: _Place, base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    parts = {}
    for name in dict.fromkeys([*theirs, *mine]):
        three = (one.get(name, ABSENT) for one in (base, mine, theirs))
        value = _merge_value(place.inside(name), *three)
        if value is not ABSENT:
            parts[name] = value
    return parts


def _merge_list(place: _Place, base: list[Any], mine: list[Any], theirs: list[Any]) -> list[Any]:
    pairs = pair_up(_in_order(base), _in_order(mine), _in_order(theirs), identity=_identity, content=_content)
    order = merge_order(pairs.base, pairs.mine, pairs.theirs)
    keys = order.keys
    if order.both_moved:
        # Both orders are whole lists of keys: whichever is chosen, what the other added has its place in it.
        keys = place.choose(order.keys, order.if_mine, order.keys, kind=Kind.ORDER)
    merged = []
    for key in keys:
        item = _merge_item(place, key, pairs)
        if item is not ABSENT:
            merged.append(item)
    if any(isinstance(one, dict) and one.get("sort_order") is not None for one in merged):
        return [{**one, "sort_order": number} for number, one in enumerate(merged)]
    return merged


def _merge_item(place: _Place, key: str, pairs: Pairing) -> Any:
    base, mine, theirs = (one.get(key, ABSENT) for one in (pairs.base, pairs.mine, pairs.theirs))
    known = next(one for one in (theirs, mine, base) if one is not ABSENT)
    if not isinstance(known, dict):
        # A bare value (a topic's number) is there or is not: whoever put it in or took it out has the say.
        return ABSENT if base is not ABSENT and ABSENT in (mine, theirs) else known
    at = place.at_block(key, str(known.get("type", "")))
    if ABSENT in (base, mine, theirs) or any(one.get("type") != known.get("type") for one in (base, mine, theirs)):
        return _merge_whole(at, base, mine, theirs)  # added, taken out, or made a block of another type
    if "value" in known and "type" in known:
        return {**known, "value": _merge_value(at, base.get("value"), mine.get("value"), theirs.get("value"))}
    merged = _merge_parts(at, *({k: v for k, v in one.items() if k not in ROW_ONLY} for one in (base, mine, theirs)))
    return {**{k: known[k] for k in known if k in ROW_ONLY}, **merged}


def _merge_whole(place: _Place, base: Any, mine: Any, theirs: Any) -> Any:
    if base is ABSENT and ABSENT in (mine, theirs):
        return mine if theirs is ABSENT else theirs
    return _merge_value(place, base, mine, theirs)


def _in_order(items: Sequence[Any]) -> list[Any]:
    """Rows by their place, where all have one."""
    if items and all(isinstance(one, dict) and isinstance(one.get("sort_order"), int) for one in items):
        return sorted(items, key=lambda one: int(one["sort_order"]))
    return list(items)


def _identity(item: Any) -> str | None:
    if isinstance(item, dict):
        found = item.get("id") if "type" in item else item.get("pk")
        return None if found is None else str(found)
    return json.dumps(item, sort_keys=True, default=str)


def _content(item: Any) -> str:
    """What an item says: two that say the same are the same where their numbers tell nothing."""
    return json.dumps(_plain(item), sort_keys=True, default=str)


def _same(one: Any, other: Any) -> bool:
    if one is ABSENT or other is ABSENT:
        return one is other
    return bool(_plain(one) == _plain(other))


def _plain(value: Any) -> Any:
    """What a value says, without the numbers of rows and the ids of blocks."""
    if isinstance(value, list):
        return [_plain(one) for one in _in_order(value)]
    if isinstance(value, dict):
        bare = ROW_ONLY if "pk" in value else frozenset({"id"}) if {"type", "value"} <= value.keys() else frozenset()
        return {name: _plain(one) for name, one in value.items() if name not in bare}
    return value
