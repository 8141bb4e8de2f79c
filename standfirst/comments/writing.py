"""What a reader typed, made into text we keep and HTML we show. Pure: no database, no request."""

from __future__ import annotations

import re
import unicodedata

import nh3

from standfirst.comments.marks import addresses_in, marked_up

RENDERER = 2
LONGEST = 5000

# Invisible letters that reorder or hide text. ZWJ and ZWNJ stay: emoji and several scripts need them.
_HIDDEN = dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF, 0x61C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
# Letters pile up marks in no writing; what does so climbs over the lines above.
_ABOVE = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILED_UP = re.compile(rf"({_ABOVE}{{6}}){_ABOVE}+")


class CommentEmpty(Exception):
    """Nothing is left of the text once invisible letters are taken away."""


class CommentTooLong(Exception):
    """The text has more than LONGEST letters."""


def clean_body(text: str) -> str:
    """The text as it is kept: normalised (NFC), unix line ends, no control or hidden letters, few blank lines.

    Raises CommentTooLong (measured before anything is taken away, so that a bomb costs nothing) and CommentEmpty.
    """
    if len(text) > LONGEST * 2:
        raise CommentTooLong
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_HIDDEN)
    if not text.replace("\n", "").isprintable():
        text = "".join(filter(_is_kept, text))
    text = unicodedata.normalize("NFC", _PILED_UP.sub(r"\1", text))
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    if len(text) > LONGEST:
        raise CommentTooLong
    if not any(unicodedata.category(letter)[0] in "LNPS" for letter in text):
        raise CommentEmpty
    return text


def _is_kept(letter: str) -> bool:
    return letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs", "Co", "Cn"}


def render_body(body: str) -> str:
    """The HTML of a cleaned text, with the marks of marks.py; links lend no standing to where they point."""
    return nh3.clean(
        marked_up(body),
        tags={"p", "br", "a", "em", "strong", "blockquote", "ul", "ol", "li"},
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https"},
        link_rel="ugc nofollow noopener",
    )


def links_in(body: str) -> list[str]:
    """The addresses in a text, in order."""
    return addresses_in(body)
