"""The first lines of a body, where agencies repeat what has a field of its own.

    GALWAY (AP) — The tide gauge failed on Tuesday.

becomes the dateline "GALWAY", the agency "AP" and the paragraph. What is not clearly such a line stays: an
editor can delete a line we left, and can't know of one we took.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from standfirst.wire.ninjs.characters import letters
from standfirst.wire.ninjs.collecting import Rough
from standfirst.wire.ninjs.runs import without_start

# Agencies' names as they stand in datelines, besides what the item says of itself.
_AGENCIES = frozenset({
    "aap", "afp", "agerpres", "ansa", "anp", "ap", "apa", "ats", "belga", "bns", "cna", "ctk", "dpa",
    "efe", "irna", "kna", "kyodo", "lusa", "mti", "ntb", "pa", "pap", "pti", "reuters", "ritzau", "sda",
    "sid", "stt", "tanjug", "tass", "tt", "upi", "xinhua", "yonhap",
})  # fmt: skip
_FIRST_LINES = 4
_DASH = r"(?:--|[—–-])"
_CREDITED = re.compile(rf"(?P<place>[^()]{{0,60}}?)\s*\((?P<credit>[^()]{{2,40}})\)(?:\s*{_DASH}\s*|\s*$)")
_PLACED = re.compile(rf"(?P<place>[^()]{{2,60}}?)\s+{_DASH}\s+(?=\S)")


@dataclass(frozen=True)
class Opening:
    """The blocks without the lines that were taken, and what these said."""

    blocks: tuple[Rough, ...]
    dateline: str = ""
    credit: str = ""


def read_opening(blocks: Iterable[Rough], *, headline: str, byline: str, located: str, names: Iterable[str]) -> Opening:
    """Take a repeated headline or byline, a line of credit and a dateline from the first lines.

    `names` are the agency's own, as the item gives them. An alert whose only line is its headline keeps it.
    """
    given = tuple(blocks)
    known = _AGENCIES | {name.casefold() for name in names if name}
    repeated = {letters(words) for words in (headline, byline, f"by {byline}") if letters(words)}
    opening = Opening(given)
    for _ in range(_FIRST_LINES):
        if not opening.blocks:
            break
        shorter = _without_first_line(opening, repeated=repeated, known=known, located=located)
        if shorter == opening:
            break
        opening = shorter
    return opening if opening.blocks else Opening(given)


def _without_first_line(opening: Opening, *, repeated: set[str], known: frozenset[str], located: str) -> Opening:
    first, *rest = opening.blocks
    words = first.words
    if letters(words) in repeated:
        return replace(opening, blocks=tuple(rest))
    if words.casefold() in known:
        return Opening(tuple(rest), opening.dateline, opening.credit or words)
    found = _CREDITED.match(words)
    if found and _is_known(found["credit"], known):
        credit = found["credit"]
    else:
        found = _PLACED.match(words)
        if not found or not _is_same_place(found["place"], located):
            return opening
        credit = ""
    kept = replace(first, runs=without_start(first.runs, found.end()))
    blocks = (kept, *rest) if kept.runs else tuple(rest)
    return Opening(blocks, opening.dateline or found["place"].strip(), opening.credit or credit)


def _is_known(credit: str, known: frozenset[str]) -> bool:
    words = credit.casefold().strip()
    return words in known or any(part.strip() in known for part in re.split(r"[/,]", words))


def _is_same_place(place: str, located: str) -> bool:
    town = letters(located.partition(",")[0])
    return bool(town) and letters(place.partition(",")[0]) == town
