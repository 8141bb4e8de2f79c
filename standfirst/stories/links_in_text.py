"""To which pages a body leads: links in its running text, and "Read:" between the paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

LINK = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
NUMBER = re.compile(r'\bid="(\d{1,12})"')


def stories_linked_in(blocks: Iterable[Mapping[str, Any]]) -> Iterator[int]:
    """The numbers of pages to which the raw blocks of a body lead."""
    for block in blocks:
        value = block["value"]
        if block["type"] == "read_also" and isinstance(value["story"], int):
            yield value["story"]
        for text in value.values() if isinstance(value, Mapping) else [value]:
            if isinstance(text, str):
                for link in LINK.findall(text):
                    yield from (int(number) for number in NUMBER.findall(link))
