"""The small set of marks that a comment may have, made into HTML in one pass. Pure: no database, no request.

Paragraphs and line breaks; *emphasis* and **strong**; lines that begin with `>` are a quotation; lines that begin with
`-`, `*` or `1.` are a list; `[words](https://address)` and a pasted address are links. Everything else, and every mark
that opens and never closes, stays the letters that were typed. Each line is looked at once per level of quoting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

import nh3

MOST_LINKS = 20
DEEPEST_QUOTE = 3
_QUOTE = re.compile(r">(?: (.*)|([^>\s].*)|)")
_BULLET = re.compile(r"[-*•] +(\S.*)")
_NUMBER = re.compile(r"(\d{1,3})[.)] +(\S.*)")
# An address may hold brackets in pairs. Both alternatives begin differently, so nothing is tried twice.
_ADDRESS = r"""https?://(?:[^\s<>"'()*]|\([^\s<>"'()*]{0,100}\)){2,500}"""
_PIECE = re.compile(
    rf"""(?P<words>\[(?P<text>[^\[\]\n]{{1,200}})\]\((?P<to>{_ADDRESS})\))|(?P<bare>\b{_ADDRESS})|\*+"""
)
_BARE = re.compile(rf"\b{_ADDRESS}")
_LIKE_AN_ADDRESS = re.compile(r"://|www\.|\w\.[a-z]{2,}", re.IGNORECASE)
_TRAILING = ".,;:!?]}»”’"
_TAGS = {"*": "em", "**": "strong"}


def marked_up(text: str) -> str:
    """The HTML of a cleaned text; what it may hold is for nh3 to say once more."""
    links = iter(range(MOST_LINKS))
    return "".join(_blocks(text.split("\n"), links, quoted=0))


def addresses_in(text: str) -> list[str]:
    """The addresses in a text, pasted or under words, in order."""
    return [match.group().rstrip(_TRAILING) for match in _BARE.finditer(text)]


def quotation_of(text: str) -> str:
    """A text as a quotation to begin a reply with."""
    return "".join(f"> {line}".rstrip() + "\n" for line in text.split("\n")) + "\n"


def _kind(line: str) -> str:
    if not line:
        return "blank"
    if _QUOTE.fullmatch(line):
        return "quote"
    if _BULLET.fullmatch(line):
        return "bullets"
    return "numbers" if _NUMBER.fullmatch(line) else "words"


def _blocks(lines: list[str], links: Iterator[int], *, quoted: int) -> Iterator[str]:
    words: list[str] = []
    for kind, group in groupby(lines, _kind):
        part = list(group)
        html = _block(kind, part, links, quoted=quoted) if kind not in {"words", "blank"} else ""
        if kind == "words" or (kind != "blank" and not html):
            words += part
            continue
        yield _paragraph(words, links)
        words = []
        yield html
    yield _paragraph(words, links)


def _block(kind: str, lines: list[str], links: Iterator[int], *, quoted: int) -> str:
    """A quotation or a list; nothing where the lines only look like one."""
    if kind == "quote":
        matches = [_QUOTE.fullmatch(line) for line in lines]
        inner = [(match[1] or match[2] or "").strip() for match in matches if match]
        if quoted == DEEPEST_QUOTE or not any(inner):
            return ""
        return f"<blockquote>{''.join(_blocks(inner, links, quoted=quoted + 1))}</blockquote>"
    if len(lines) == 1:
        # A dash before somebody's words, or a year at the beginning of a line.
        return ""
    if kind == "bullets":
        items = [match[1] for line in lines if (match := _BULLET.fullmatch(line))]
        return f"<ul>{''.join(f'<li>{_inline(item, links)}</li>' for item in items)}</ul>"
    found = [match for line in lines if (match := _NUMBER.fullmatch(line))]
    first = int(found[0][1])
    if [int(match[1]) for match in found] != list(range(first, first + len(found))):
        return ""
    start = "" if first == 1 else f' start="{first}"'
    return f"<ol{start}>{''.join(f'<li>{_inline(match[2], links)}</li>' for match in found)}</ol>"


def _paragraph(lines: list[str], links: Iterator[int]) -> str:
    return f"<p>{_inline('\n'.join(lines), links)}</p>" if lines else ""


def _inline(text: str, links: Iterator[int]) -> str:
    """Links and emphasis. `opened` holds where in `pieces` each mark stands that has not closed yet."""
    pieces: list[str] = []
    opened: dict[str, int] = {}
    end = 0
    for match in _PIECE.finditer(text):
        pieces.append(_letters(text[end : match.start()]))
        end = match.end()
        if match["bare"]:
            address = match["bare"].rstrip(_TRAILING)
            end = match.start() + len(address)
            pieces.append(_link(address, address, links) or _letters(address))
        elif match["words"]:
            pieces.append(_worded(match, links))
        else:
            _emphasise(text, match, pieces, opened)
    return "".join([*pieces, _letters(text[end:])])


def _emphasise(text: str, match: re.Match[str], pieces: list[str], opened: dict[str, int]) -> None:
    mark = match.group()
    before, behind = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
    pieces.append(mark)
    if mark not in _TAGS:
        return
    if mark in opened and before and not before.isspace() and not behind.isalnum():
        at = opened.pop(mark)
        # What opened in between and has not closed stays letters.
        for other in [one for one, place in opened.items() if place > at]:
            del opened[other]
        pieces[at], pieces[-1] = f"<{_TAGS[mark]}>", f"</{_TAGS[mark]}>"
    elif mark not in opened and behind and not behind.isspace() and not before.isalnum():
        opened[mark] = len(pieces) - 1


def _worded(match: re.Match[str], links: Iterator[int]) -> str:
    """A link under words. Words that are an address themselves could tell of another one than where it leads."""
    text, address = match["text"], match["to"]
    if _LIKE_AN_ADDRESS.search(text) and text != address:
        link = _link(address, address, links)
        return f"[{_letters(text)}]({link})" if link else _letters(match.group())
    return _link(address, text, links) or _letters(match.group())


def _link(address: str, words: str, links: Iterator[int]) -> str:
    """Nothing beyond the number of links that one comment may have, nor for an address that browsers can't read."""
    if next(links, None) is None:
        return ""
    link = f'<a href="{escape(address)}">{escape(words)}</a>'
    return link if nh3.clean(link, tags={"a"}, link_rel=None).startswith("<a href") else ""


def _letters(text: str) -> str:
    return escape(text).replace("\n", "<br>")
