"""Which characters of a wire file never reach a story, and what takes their place.

Stray bytes are common on the wire and a breaking story must not wait for them, so they are mended, not
refused; the file itself is kept as it came. What is taken away can't be read anyway; what may have been a
letter leaves a trace.
"""

from __future__ import annotations

import re

_REPLACEMENT = "\ufffd"


def _from_windows(code: int) -> str | None:
    # Codes 128 to 159 are no letters in Unicode. Where they turn up, someone read Windows text as Latin-1,
    # and "don\x92t" means "don't". Browsers read them the same way.
    try:
        return bytes([code]).decode("cp1252")
    except UnicodeDecodeError:
        return None


_MENDED: dict[int, str | None] = {
    **dict.fromkeys(set(range(0x20)) - {0x09, 0x0A, 0x0D}),
    0x7F: None,
    **{code: _from_windows(code) for code in range(0x80, 0xA0)},
    # Line and paragraph separators.
    0x2028: "\n",
    0x2029: "\n",
    # Overrides, embeddings and isolates make text look other than it is, and unclosed they turn the rest of
    # the page around. Arabic and Hebrew need only the marks (U+200E, U+200F, U+061C), and those stay.
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)]),
    # A byte order mark in the middle of a text.
    0xFEFF: None,
    # Half a character, or none at all: a letter was lost on the way, and the editor should see that.
    **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT),
    **dict.fromkeys(range(0xFDD0, 0xFDF0), _REPLACEMENT),
    **{plane + last: _REPLACEMENT for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)},
}

# No-break and thin spaces are not in it: French and figures need them.
_SPACE = re.compile(r"[ \t\n\r\f\v]+")


def mend(text: str) -> str:
    """The text without characters that can't be shown or that deceive. Line breaks and all spaces stay."""
    return text.translate(_MENDED)


def tidy(text: str) -> str:
    """The mended text on one line, without spaces at its ends."""
    return squeeze(mend(text)).strip()


def squeeze(text: str) -> str:
    """Every run of ordinary white space as one space, as HTML shows it."""
    return _SPACE.sub(" ", text)


def has_words(text: str) -> bool:
    """Whether there is anything to see; a text of invisible characters is empty."""
    return any(character.isprintable() and not character.isspace() for character in text)


def letters(text: str) -> str:
    """Letters and figures alone, folded: equal where two texts say the same in another dress."""
    return "".join(filter(str.isalnum, text.casefold()))


def quoted(text: str) -> str:
    """The text as a message may show it: tidy, short, between quotation marks."""
    words = tidy(text)
    return f'"{words[:60]}…"' if len(words) > 60 else f'"{words}"'
