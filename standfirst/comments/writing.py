"""What a reader typed, made into text we keep and HTML we show. Pure: no database, no request."""

from __future__ import annotations

import re
import unicodedata
from html import escape

import nh3

RENDERER = 1
LONGEST = 5000
MOST_LINKS = 20

# Invisible letters that reorder or hide text. ZWJ and ZWNJ stay: emoji and several scripts need them.
_HIDDEN = dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF, 0x61C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_LINK = re.compile(r"\bhttps?://[^\s<>\"']{2,500}")
_TRAILING = ".,;:!?)]}»”’"


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
    text = "".join(
        letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs", "Co", "Cn"}
    )
    text = re.sub(r"[^\S\n]+\n", "\n", text)
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    if len(text) > LONGEST:
        raise CommentTooLong
    if not any(unicodedata.category(letter)[0] in "LNPS" for letter in text):
        raise CommentEmpty
    return text


def render_body(body: str) -> str:
    """The HTML of a cleaned text: paragraphs, line breaks, links that lend no standing to where they point."""
    paragraphs = [_lines(part) for part in body.split("\n\n")]
    html = "".join(f"<p>{part}</p>" for part in paragraphs if part)
    return nh3.clean(
        html,
        tags={"p", "br", "a"},
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="ugc nofollow noopener",
    )


def links_in(body: str) -> list[str]:
    """The addresses in a text, in order."""
    return [match.group().rstrip(_TRAILING) for match in _LINK.finditer(body)]


def _lines(paragraph: str) -> str:
    return "<br>".join(_linked(line) for line in paragraph.split("\n"))


def _linked(line: str) -> str:
    pieces: list[str] = []
    end = 0
    for match in list(_LINK.finditer(line))[:MOST_LINKS]:
        address = match.group().rstrip(_TRAILING)
        pieces += [escape(line[end : match.start()]), f'<a href="{escape(address)}">{escape(address)}</a>']
        end = match.start() + len(address)
    return "".join([*pieces, escape(line[end:])])
