"""What a host answers about a piece (oEmbed), read strictly: plain words, numbers and one address of a picture.

No markup of the other side is kept. Its HTML is read for one thing only, the words of a quoted post, and those come
out as plain text.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any, NoReturn
from urllib.parse import urlsplit

KINDS = {"photo", "video", "link", "rich"}
LONGEST_TITLE, LONGEST_NAME, LONGEST_TEXT, LONGEST_ADDRESS = 300, 120, 3000, 1000
LARGEST_SIDE = 20_000
# Letters that turn the direction of what follows could make our own words read backwards.
TURNING = {*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"}


class BadAnswer(ValueError):
    """The answer is not what it should be; the message says how."""


@dataclass(frozen=True)
class Answer:
    """What a host says about a piece; what it did not say is empty or nought."""

    title: str = ""
    author: str = ""
    author_address: str = ""
    text: str = ""
    picture_address: str = ""
    width: int = 0
    height: int = 0


def read_answer(raw: bytes) -> Answer:
    """Read an oEmbed answer. Raise BadAnswer where it is none."""
    try:
        told = json.loads(raw.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise BadAnswer("not JSON") from error
    if not isinstance(told, dict):
        raise BadAnswer("not an object")
    if told.get("type") not in KINDS:
        raise BadAnswer("of no known type")
    return Answer(
        title=_line(told.get("title"), LONGEST_TITLE),
        author=_line(told.get("author_name"), LONGEST_NAME),
        author_address=_web_address(told.get("author_url")),
        text=_words_of(told.get("html")),
        picture_address=_web_address(told.get("thumbnail_url")),
        width=_side(told.get("width")),
        height=_side(told.get("height")),
    )


def _refuse_constant(name: str) -> NoReturn:
    raise BadAnswer(f"{name} is no number of JSON")


def plain(text: str) -> str:
    """Without control letters, half surrogates and letters that turn the direction; line breaks stay."""
    kept = (letter for letter in text if letter == "\n" or unicodedata.category(letter) not in {"Cc", "Cs", "Co", "Cn"})
    return "".join(letter for letter in kept if letter not in TURNING)


def _line(value: Any, longest: int) -> str:
    if not isinstance(value, str):
        return ""
    words = " ".join(plain(value[: longest * 4].replace("\t", " ").replace("\n", " ")).split())
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def _web_address(value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_ADDRESS or not value.isascii():
        return ""
    try:
        parts = urlsplit(value)
    except ValueError:
        return ""
    is_plain = parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc
    return value if is_plain and not re.search(r"[\s\x00-\x1f\"'<>\\]", value) else ""


def _side(value: Any) -> int:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,5}", value):
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return 0
    return value if 0 < value <= LARGEST_SIDE else 0


class _Quoted(HTMLParser):
    """Gathers the text of the first paragraph or paragraphs within a blockquote."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.in_quote = 0
        self.in_paragraph = 0
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "blockquote":
            self.in_quote += 1
        elif tag == "p" and self.in_quote:
            self.in_paragraph = 1
            self.parts.append("\n")
        elif tag == "br" and self.in_paragraph:
            self.parts.append("\n")
        elif tag in {"script", "style"}:
            self.silent += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self.in_paragraph = 0
        elif tag == "blockquote":
            self.in_quote = max(0, self.in_quote - 1)
        elif tag in {"script", "style"}:
            self.silent = max(0, self.silent - 1)

    def handle_data(self, data: str) -> None:
        if self.in_paragraph and not self.silent:
            self.parts.append(data)


def _words_of(value: Any) -> str:
    """The words of a quoted post: what stands in paragraphs of a blockquote, with line breaks, as plain text."""
    if not isinstance(value, str):
        return ""
    reader = _Quoted()
    reader.feed(value[:50_000])
    reader.close()
    lines = [" ".join(line.split()) for line in plain("".join(reader.parts)).split("\n")]
    words = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return words if len(words) <= LONGEST_TEXT else words[: LONGEST_TEXT - 1].rstrip() + "…"
