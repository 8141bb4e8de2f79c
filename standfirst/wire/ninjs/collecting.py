"""Gathers the words of a page into blocks, in one walk."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree, html

from standfirst.wire.ninjs.characters import has_words, mend, tidy
from standfirst.wire.ninjs.item import UnreadableItem
from standfirst.wire.ninjs.runs import Run, plain, settled, web_address

MAX_BLOCKS = 1_000
MAX_PARAGRAPH = 50_000
MAX_FIGURES = 100

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
# What readers of a page never see, what is no text, and what the agency itself has struck out.
_UNSEEN = frozenset({
    "applet", "audio", "button", "canvas", "datalist", "del", "embed", "head", "iframe", "input", "map",
    "noframes", "noscript", "object", "option", "param", "s", "script", "select", "source", "strike",
    "style", "svg", "template", "textarea", "title", "track", "video",
})  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_STRONG = frozenset(("strong", "b"))
_EM = frozenset(("em", "i"))
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


@dataclass(frozen=True)
class Rough:
    """A block before the opening is looked at. `kind` is paragraph, subhead, quote or attribution."""

    kind: str
    runs: tuple[Run, ...]

    @property
    def words(self) -> str:
        return plain(self.runs)


@dataclass
class Figure:
    """A picture found in the body: its words are its own and not the story's."""

    src: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass
class Body:
    blocks: list[Rough] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)


class Collector:
    """Walks a page once, without recursion, and gathers its words into blocks."""

    def __init__(self, place: str, *, break_ends: bool = False) -> None:
        self.body = Body()
        self._place = place
        self._break_ends = break_ends
        self._broke = False
        self._worded = False
        self._runs: list[Run] = []
        self._open: dict[str, int] = {}
        self._links: list[str] = []
        self._lists: list[int | None] = []
        self._bullet = ""

    def walk(self, tree: html.HtmlElement) -> None:
        walker = etree.iterwalk(tree, events=("start", "end"))
        for event, element in walker:
            tag = str(element.tag).lower()
            unseen = tag in _UNSEEN or _is_hidden(element)
            if event == "start":
                if unseen:
                    walker.skip_subtree()
                else:
                    self._start(tag, element)
                    self.add(element.text or "")
            else:
                if not unseen:
                    self._end(tag)
                self.add(element.tail or "")
        self.close()

    def _start(self, tag: str, element: html.HtmlElement) -> None:
        if tag in _BLOCKS or self._is_attribution(tag):
            self.close()
        self._open[tag] = self._open.get(tag, 0) + 1
        match tag:
            case "a":
                self._links.append(web_address(element.get("href") or ""))
            case "br":
                self._break()
            case "figure":
                if self._open["figure"] == 1:
                    self._add_figure(Figure())
            case "img":
                self._see_picture(element)
            case "ul" | "ol":
                self._lists.append(0 if tag == "ol" else None)
            case "li":
                self._bullet = self._next_bullet()
            case "td" | "th":
                self.add(" | " if self._worded else " ")
            case "q":
                self.add("“")

    def _end(self, tag: str) -> None:
        if tag in _BLOCKS or self._is_attribution(tag):
            self.close()
        self._open[tag] -= 1
        match tag:
            case "a":
                self._links.pop()
            case "ul" | "ol":
                self._lists.pop()
            case "li":
                self._bullet = ""
            case "q":
                self.add("”")

    def add(self, text: str) -> None:
        if not text:
            return
        # Entities may spell what the file itself was cleaned of.
        text = mend(text)
        if self._in("sup"):
            text = text.translate(_RAISED)
        elif self._in("sub"):
            text = text.translate(_LOWERED)
        if has_words(text):
            self._worded, self._broke = True, False
            text, self._bullet = self._bullet + text, ""
        href = next((link for link in reversed(self._links) if link), "")
        self._runs.append(Run(text, strong=self._in(*_STRONG), em=self._in(*_EM), href=href))

    def close(self) -> None:
        """End the block that is being gathered; nothing happens where it has no words."""
        runs = settled(self._runs)
        words = plain(runs)
        self._runs, self._worded, self._broke = [], False, False
        if not has_words(words):
            return
        if (length := len(words)) > MAX_PARAGRAPH:
            reason = f"one paragraph has {length:,} characters; {MAX_PARAGRAPH:,} is the most"
            raise UnreadableItem(place=self._place, reason=reason)
        if self._in("figure"):
            self._describe_figure(tidy(words))
            return
        if len(self.body.blocks) == MAX_BLOCKS:
            raise UnreadableItem(place=self._place, reason=f"has more than {MAX_BLOCKS:,} paragraphs")
        self.body.blocks.append(Rough(self._kind(), runs))

    def _kind(self) -> str:
        if self._in("blockquote"):
            return "attribution" if self._in("cite", "footer") else "quote"
        return "subhead" if self._in(*_HEADINGS) else "paragraph"

    def _in(self, *tags: str) -> bool:
        return any(self._open.get(tag) for tag in tags)

    def _is_attribution(self, tag: str) -> bool:
        return tag == "cite" and self._in("blockquote")

    def _break(self) -> None:
        if self._break_ends or self._broke:
            self.close()
        else:
            self.add(" ")
            self._broke = True

    def _next_bullet(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return "• "
        self._lists[-1] += 1
        return f"{self._lists[-1]}. "

    def _see_picture(self, element: html.HtmlElement) -> None:
        src, alt = tidy(element.get("src") or ""), tidy(element.get("alt") or "")
        if not self._in("figure"):
            self._add_figure(Figure(src=src, alt=alt))
        elif not self.body.figures[-1].src:
            self.body.figures[-1].src, self.body.figures[-1].alt = src, alt

    def _add_figure(self, figure: Figure) -> None:
        if len(self.body.figures) == MAX_FIGURES:
            raise UnreadableItem(place=self._place, reason=f"has more than {MAX_FIGURES} pictures")
        self.body.figures.append(figure)

    def _describe_figure(self, words: str) -> None:
        figure = self.body.figures[-1]
        if self._in("figcaption"):
            figure.caption = f"{figure.caption} {words}".strip()
        else:
            figure.credit = f"{figure.credit} {words}".strip()


def _is_hidden(element: html.HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style
