"""What a reader typed, made into text we keep and HTML we show. Pure: no database, no request."""

from __future__ import annotations

import re
import unicodedata

import nh3

from standfirst.accounts.invisible import INVISIBLE, is_blank, without_piles
from standfirst.comments.marks import addresses_in, marked_up

RENDERER = 2
LONGEST = 5000

# Invisible letters reorder or hide text. Joiners and the choice between emoji and letter stay, as do flags.
_STAY = {*"\u200c\u200d\ufe0e\ufe0f\u2800", *map(chr, range(0xE0020, 0xE0080))}
_HIDDEN = dict.fromkeys(map(ord, INVISIBLE - _STAY))
# Spaces that no browser folds into one: a row of them hangs out of the comment.
_WIDE = re.compile(r"([\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]{2})[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")


class CommentEmpty(Exception):
    """Nothing is left of the text once invisible letters are taken away."""


class CommentTooLong(Exception):
    """The text has more than LONGEST letters."""


def readable(text: str) -> str:
    """Normalised (NFC), with unix line ends; no control or hidden letters, no rows of marks or of wide spaces."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_HIDDEN)
    if not text.replace("\n", "").isprintable():
        text = "".join(filter(_is_kept, text))
    return _WIDE.sub(r"\1", unicodedata.normalize("NFC", without_piles(text)))


def _is_kept(letter: str) -> bool:
    return letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs", "Co", "Cn"}


def clean_body(text: str) -> str:
    """The text as it is kept: normalised (NFC), unix line ends, no control or hidden letters, few blank lines.

    Raises CommentTooLong (measured before anything is taken away, so that a bomb costs nothing) and CommentEmpty.
    """
    if len(text) > LONGEST * 2:
        raise CommentTooLong
    text = readable(text)
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    if len(text) > LONGEST:
        raise CommentTooLong
    if is_blank(text):
        raise CommentEmpty
    return text


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
