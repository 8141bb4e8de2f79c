"""Where embeds stand in a story's body, as it is stored: found without making blocks of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

CARRIERS = {"embed", "quoted_post"}


def addresses_in(body: Any) -> list[str]:
    """The addresses of all embeds and quoted posts in a stored body, in order, blocks within blocks included."""
    return list(dict.fromkeys(_walk(body)))


def _walk(part: Any) -> Iterator[str]:
    if isinstance(part, Mapping):
        value = part.get("value")
        if part.get("type") in CARRIERS and isinstance(value, Mapping):
            address = value.get("address")
            if isinstance(address, str) and address.strip():
                yield address.strip()
        else:
            for inner in part.values():
                yield from _walk(inner)
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from _walk(inner)


def addresses_in_revision(content: Mapping[str, Any]) -> list[str]:
    """The same for a whole draft as Wagtail stores it, its lead included."""
    body = content.get("body") or "[]"
    lead = str(content.get("lead_embed") or "").strip()
    found = addresses_in(json.loads(body) if isinstance(body, str) else body)
    return list(dict.fromkeys([lead, *found] if lead else found))
