"""Which blocks does a pasted manuscript become? Pure: HTML of a word processor in, blocks out, no word lost.

Word and Google Docs wrap a text in styles, empty spans, comments and markup of their own. What a story has a block
for becomes that block; everything else keeps its words as a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from lxml import html

SUBHEADS: Final = {"h1", "h2", "h3", "h4", "h5", "h6"}
LONGEST_SUBHEAD: Final = 120
# Begin a line of their own; what stands loose between them is a paragraph.
BREAKING: Final = SUBHEADS | {
    *("p", "div", "li", "ul", "ol", "blockquote", "table", "tbody", "thead", "tfoot", "tr", "caption", "section"),
    *("article", "header", "footer", "main", "aside", "figure", "figcaption", "pre", "dl", "dt", "dd", "hr", "center"),
    *("body", "html", "form", "fieldset", "address", "nav", "details", "summary"),
}
# Never words: styles, scripts, what only a browser reads.
SILENT: Final = {"style", "script", "head", "title", "meta", "link", "template", "noscript", "iframe", "object", "svg"}
BOLD: Final = {"b", "strong"}
ITALIC: Final = {"i", "em", "cite"}
SCHEMES: Final = {"http", "https", "mailto"}
# Word writes the bullet or number of a list item as text of its own.
MSO_LIST: Final = re.compile(r"mso-list:\s*(?!ignore)", re.IGNORECASE)
MSO_BULLET: Final = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
WEIGHT: Final = re.compile(r"(?<![\w-])font-weight:\s*(\w+)", re.IGNORECASE)
SLANT: Final = re.compile(r"(?<![\w-])font-style:\s*(\w+)", re.IGNORECASE)
SPACE: Final = re.compile(r"[\s\u00a0]+")
WORDS_OF_CELL: Final = "descendant::text()[not(ancestor::style or ancestor::script)]"
BLANK_LINE: Final = re.compile(r"\n[ \t\r]*\n")


@dataclass(frozen=True)
class Pasted:
    """The blocks in order, as (type, value); `pictures` counts those that were left out, since they hold no words."""

    blocks: list[tuple[str, str]]
    pictures: int = 0


@dataclass(frozen=True)
class _Run:
    """Words in one face."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""

    def face(self) -> tuple[bool, bool, str]:
        return self.bold, self.italic, self.link


@dataclass
class _Writer:
    """Collects runs into lines, and lines into blocks."""

    blocks: list[tuple[str, str]] = field(default_factory=list)
    runs: list[_Run] = field(default_factory=list)
    pictures: int = 0
    kind: str = "paragraph"
    mark: str = ""

    def say(self, run: _Run) -> None:
        self.runs.append(run)

    def end(self) -> None:
        """The line is over; without words it was none."""
        runs, self.runs = _tidy(self.runs), []
        words = "".join(run.text for run in runs)
        if not words.strip():
            return
        if self.mark:
            # Docs has a paragraph within the item: the mark waits for the first words.
            runs, self.mark = [_Run(self.mark), *runs], ""
            words = "".join(run.text for run in runs)
        if self.kind == "subhead" and len(words) <= LONGEST_SUBHEAD:
            self.blocks.append(("subhead", words))
        else:
            self.blocks.append(("paragraph", f"<p>{''.join(_rich(run) for run in runs)}</p>"))


def blocks_of_html(source: str) -> Pasted:
    """What the clipboard holds as HTML."""
    # Control characters, which no text has, would end the parsing.
    source = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", source)
    document = html.document_fromstring(f"<div>{source}</div>")
    writer = _Writer()
    _read(document, writer, _Run(""))
    writer.end()
    return Pasted(writer.blocks, writer.pictures)


def blocks_of_text(source: str) -> Pasted:
    """Plain words: a paragraph ends at an empty line, or at each line where there is no empty one."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    parts = BLANK_LINE.split(source) if BLANK_LINE.search(source) else source.split("\n")
    lines = [" ".join(part.split()) for part in parts]
    return Pasted([("paragraph", f"<p>{escape(line, quote=False)}</p>") for line in lines if line])


def _read(element: Any, writer: _Writer, face: _Run) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    if not tag or tag in SILENT:
        return  # comments, and what holds no words
    if tag == "img":
        writer.pictures += 1
        return
    if tag == "br":
        writer.say(_Run("\n"))
        return
    face = _face(element, tag, face)
    if tag not in BREAKING:
        _read_inside(element, writer, face)
        return
    writer.end()
    before, writer.kind = writer.kind, "subhead" if tag in SUBHEADS else "paragraph"
    writer.mark = _mark(element, tag) or writer.mark
    if tag == "tr":
        _read_row(element, writer, face)
    else:
        _read_inside(element, writer, face)
    writer.end()
    writer.kind = before
    if tag == "li":
        writer.mark = ""


def _read_inside(element: Any, writer: _Writer, face: _Run) -> None:
    if element.text:
        writer.say(_Run(element.text, *face.face()))
    for child in element:
        if not _is_bullet(child):
            _read(child, writer, face)
        if child.tail:
            writer.say(_Run(child.tail, *face.face()))


def _read_row(element: Any, writer: _Writer, face: _Run) -> None:
    """A row of a table as one line, its cells apart."""
    writer.say(_Run(element.text or "", *face.face()))
    cells = 0
    for cell in element:
        if isinstance(cell.tag, str):
            if cells:
                writer.say(_Run(" | "))
            cells += 1
            for text in cell.xpath(WORDS_OF_CELL):
                # Paragraphs within a cell stand apart; a word half in bold does not.
                apart = " " if text.getparent().tag in BREAKING else ""
                writer.say(_Run(f"{apart}{text}", *face.face()))
            writer.pictures += len(cell.findall(".//img"))
        writer.say(_Run(cell.tail or "", *face.face()))


def _mark(element: Any, tag: str) -> str:
    """What stands before an item of a list."""
    if MSO_LIST.search(element.get("style", "")):
        return "• "
    if tag != "li":
        return ""
    around = element.getparent()
    if around is not None and around.tag == "ol":
        return f"{1 + sum(1 for one in element.itersiblings('li', preceding=True))}. "
    return "• "


def _is_bullet(element: Any) -> bool:
    return isinstance(element.tag, str) and MSO_BULLET.search(element.get("style", "")) is not None


def _face(element: Any, tag: str, face: _Run) -> _Run:
    """How words look in `element`: by its tag, or by its style, as Docs says it."""
    style = element.get("style", "")
    weight, slant = WEIGHT.search(style), SLANT.search(style)
    bold = face.bold or tag in BOLD
    if weight:
        bold = weight[1].lower() in {"bold", "bolder", "600", "700", "800", "900"}
    italic = face.italic or tag in ITALIC
    if slant:
        italic = slant[1].lower() in {"italic", "oblique"}
    link = face.link
    if tag == "a":
        link = _address(element.get("href", "")) or link
    return _Run("", bold, italic, link)


def _address(address: str) -> str:
    """A link that a story may carry; Docs sends readers over a page of its own, which is left out."""
    try:
        parts = urlsplit(address.strip())
        if parts.hostname == "www.google.com" and parts.path == "/url":
            parts = urlsplit(parse_qs(parts.query).get("q", [""])[0])
    except ValueError:
        return ""
    return parts.geturl() if parts.scheme in SCHEMES else ""


def _tidy(runs: list[_Run]) -> list[_Run]:
    """Neighbours of one face together, space as in print: one, none at the ends. A hard break is a space too."""
    joined: list[_Run] = []
    for run in runs:
        text = SPACE.sub(" ", run.text)
        if joined and joined[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if not joined:
            text = text.lstrip(" ")
        if not text:
            continue
        if joined and joined[-1].face() == run.face():
            joined[-1] = _Run(joined[-1].text + text, *run.face())
        else:
            joined.append(_Run(text, *run.face()))
    if joined:
        joined[-1] = _Run(joined[-1].text.rstrip(" "), *joined[-1].face())
    return joined


def _rich(run: _Run) -> str:
    text = escape(run.text, quote=False)
    if run.italic:
        text = f"<i>{text}</i>"
    if run.bold:
        text = f"<b>{text}</b>"
    return f'<a href="{escape(run.link)}">{text}</a>' if run.link else text
