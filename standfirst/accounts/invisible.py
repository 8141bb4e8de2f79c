"""Letters that nobody can see, and marks piled up on one letter. Pure judgement after Unicode's tables."""

from __future__ import annotations

import unicodedata

# Unicode's "default ignorable" letters, and two that are only blank: braille without dots, a head without its note.
_RANGES = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x2800, 0x2800), (0x3164, 0x3164), (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D159, 0x1D159), (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)  # fmt: skip
INVISIBLE = frozenset(chr(code) for first, last in _RANGES for code in range(first, last + 1))
# Emoji, Persian and the scripts of India are written with these.
_JOINERS = frozenset("\u200c\u200d")
MOST_MARKS = 6
"""As many stand on one letter in any writing; what piles up more climbs over the lines around it."""


def is_blank(text: str) -> bool:
    """Whether there is nothing to be seen: only spaces, invisible letters, and marks on nothing."""
    return not any(unicodedata.category(one)[0] in "LNPS" and one not in INVISIBLE for one in text)


def without_piles(text: str) -> str:
    """The text with at most MOST_MARKS marks on each letter, of whatever writing; joiners between them hide none."""
    if text.isascii():
        return text
    kept, marks = [], 0
    for one in text:
        if unicodedata.category(one) in {"Mn", "Me"}:
            marks += 1
            if marks > MOST_MARKS:
                continue
        elif one not in _JOINERS:
            marks = 0
        kept.append(one)
    return "".join(kept)
