"""What did somebody really change in a form? Pure: what only the form wrote differently is as it was.

The editor's form gives paragraphs numbers of its own, writes quotation marks as entities and cuts moments to the
minute. None of that is a change to anybody; taken for one, it would stand against another editor's words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
TO_THE_MINUTE = len("2026-11-25T08:10")
QUOTES = {"&quot;": '"', "&#x27;": "'", "&#39;": "'"}


def keep_untouched(*, base: Mapping[str, Any], mine: Mapping[str, Any]) -> dict[str, Any]:
    """`mine`, with everything that says the same as in `base` taken from there letter by letter."""
    return {name: _keep(base[name], value) if name in base else value for name, value in mine.items()}


def _keep(base: Any, mine: Any) -> Any:
    if _says(base) == _says(mine):
        return base
    if isinstance(base, dict) and isinstance(mine, dict):
        return keep_untouched(base=base, mine=mine)
    if isinstance(base, list) and isinstance(mine, list):
        known = {_number(one): one for one in base if _number(one) is not None}
        return [_in_place(_keep(known[_number(one)], one), one) if _number(one) in known else one for one in mine]
    blocks = _blocks(base), _blocks(mine)
    if blocks[0] is not None and blocks[1] is not None:
        return json.dumps(_keep(*blocks))
    return mine


def _in_place(kept: Any, mine: Any) -> Any:
    """A row that was kept stands where mine stands."""
    return {**kept, "sort_order": mine["sort_order"]} if isinstance(mine, dict) and "sort_order" in mine else kept


def _number(item: Any) -> str | None:
    """By what a block or a row is known, if by anything."""
    number = (item.get("id") or item.get("pk")) if isinstance(item, dict) else None
    return None if number is None else str(number)


def _blocks(value: Any) -> list[Any] | None:
    if not isinstance(value, str) or not value.startswith("["):
        return None
    try:
        blocks = json.loads(value)
    except ValueError:
        return None
    return blocks if isinstance(blocks, list) else None


def _says(value: Any) -> Any:
    if isinstance(value, str):
        blocks = _blocks(value)
        return _plain(value) if blocks is None else _says(blocks)
    if isinstance(value, list):
        return [_says(one) for one in _in_order(value)]
    if isinstance(value, dict):
        # The number of a row, and how its place is counted, are the database's affair.
        bare = {"pk", "sort_order"} if "pk" in value else set()
        return {name: _says(one) for name, one in value.items() if name not in bare}
    return value


def _in_order(items: list[Any]) -> list[Any]:
    """Rows by their place, where all have one."""
    if all(isinstance(one, dict) and isinstance(one.get("sort_order"), int) for one in items):
        return sorted(items, key=lambda one: int(one["sort_order"]))
    return items


def _plain(text: str) -> str:
    if MOMENT.fullmatch(text):
        return text[:TO_THE_MINUTE]
    text = BLOCK_KEY.sub("", text)
    for entity, letter in QUOTES.items():
        text = text.replace(entity, letter)
    return text.replace("\r\n", "\n")
