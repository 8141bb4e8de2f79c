"""What a reporter typed into an entry, made into text we keep and HTML we show. Pure: no database, no request.

The marks are few enough to type on a phone: an empty line parts paragraphs, `**bold**`, `*italic*`,
`[words](https://…)` or `[words](/news/…/)`, lines beginning with `- ` are a list, lines beginning with `> ` a quote;
a quote's last line `> — Name, role` says whose it is.
"""

from __future__ import annotations

import re
import unicodedata
from html import escape, unescape

import nh3

RENDERER = 1
LONGEST = 10_000

_INLINE = re.compile(
    r"\[(?P<words>[^\[\]\n]{1,300})\]\((?P<to>https?://[^\s()<>\"'\\]{2,500}|/(?![/\\])[^\s()<>\"'\\]{0,500})\)"
    r"|(?P<bare>\bhttps?://[^\s<>\"'\\]{2,500})"
    r"|\*\*(?P<strong>[^*\n]{1,1000})\*\*"
    r"|\*(?P<em>[^*\n]{1,1000})\*"
)
_TRAILING = ".,;:!?)]}»”’*"
_ATTRIBUTION = re.compile(r"(?:—|–|--)\s*(?P<name>[^,]{1,120})(?:,\s*(?P<role>.{1,160}))?")
_TAG = re.compile(r"<[^>]*>")


class EntryEmpty(Exception):
    """There is nothing in the entry to read or to look at."""


class EntryTooLong(Exception):
    """The text has more than LONGEST letters."""


def clean_text(text: str) -> str:
    """The text as it is kept: normalised (NFC), unix line ends, no control letters, at most one empty line in a row.

    Raises EntryTooLong. Nothing left is the empty string.
    """
    if len(text) > LONGEST * 2:
        raise EntryTooLong
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = "".join(
        letter for letter in text if letter == "\n" or unicodedata.category(letter) not in {"Cc", "Cs", "Co", "Cn"}
    )
    text = re.sub(r"[^\S\n]+\n", "\n", text)
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    if len(text) > LONGEST:
        raise EntryTooLong
    return text


def clean_line(text: str) -> str:
    """One line, for a headline or the words of a key point: no line ends, single spaces."""
    return " ".join(clean_text(text).split())


def render_text(text: str) -> str:
    """The HTML of a cleaned text. Whatever was typed, only a few elements come out and links lead to web addresses."""
    html = "".join(_block(part.split("\n")) for part in text.split("\n\n") if part.strip())
    return nh3.clean(
        html,
        tags={"p", "br", "a", "strong", "em", "ul", "li", "figure", "figcaption", "blockquote", "b"},
        attributes={"a": {"href"}},
        allowed_classes={"figure": {"pull-quote"}},
        url_schemes={"http", "https"},
        link_rel="noopener",
    )


def plain_words(html: str) -> str:
    """The words of rendered HTML in one line, for machines that read no markup."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def first_words(text: str, *, most: int = 110) -> str:
    """The beginning of a line, cut between words, with an ellipsis where something was left out."""
    if len(text) <= most:
        return text
    head, _, _ = text[: most - 1].rpartition(" ")
    return (head or text[: most - 1]).rstrip(" ,;:–—") + "…"


def _block(lines: list[str]) -> str:
    if all(line.startswith(">") for line in lines):
        return _quote([line[1:].strip() for line in lines])
    if all(line.startswith(("- ", "* ")) for line in lines):
        return "<ul>" + "".join(f"<li>{_inline(line[2:].strip())}</li>" for line in lines) + "</ul>"
    return "<p>" + "<br>".join(_inline(line) for line in lines) + "</p>"


def _quote(lines: list[str]) -> str:
    said_by = _ATTRIBUTION.fullmatch(lines[-1]) if len(lines) > 1 else None
    words = "<br>".join(_inline(line) for line in (lines[:-1] if said_by else lines))
    quote = f"<blockquote><p>{words}</p></blockquote>"
    if said_by is None:
        return quote
    role = f", {escape(said_by['role'])}" if said_by["role"] else ""
    return f'<figure class="pull-quote">{quote}<figcaption><b>{escape(said_by["name"])}</b>{role}</figcaption></figure>'


def _inline(line: str) -> str:
    pieces: list[str] = []
    end = 0
    for match in _INLINE.finditer(line):
        address = (match["bare"] or "").rstrip(_TRAILING)
        pieces.append(escape(line[end : match.start()]))
        end = match.start() + len(address) if address else match.end()
        if address:
            pieces.append(_link(address, escape(address)))
        elif match["to"]:
            pieces.append(_link(match["to"], _emphasis(match["words"])))
        else:
            pieces.append(_emphasis(match.group()))
    return "".join([*pieces, escape(line[end:])])


def _emphasis(words: str) -> str:
    marked = re.sub(r"\*\*([^*\n]+)\*\*", r"<strong>\1</strong>", escape(words))
    return re.sub(r"\*([^*\n]+)\*", r"<em>\1</em>", marked)


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{words}</a>'
