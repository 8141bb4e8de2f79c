"""The particulars of a picture, as an agency or a photographer writes them into its file."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Self

SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
# In the prose of agencies: "ONE TIME USE ONLY", "for one-time use", "single use", "one use only".
_ONE_USE = re.compile(r"\b(?:one|single)[\s-]*(?:time[\s-]+)?use\b", re.IGNORECASE)
# Two names of one term, in the order in which the vocabulary used them.
_RENAMED = {"softwareImage": "digitalCreation", "digitalArt": "digitalCreation", "minorHumanEdits": "humanEdits"}


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """Words from a file: tidied, unbounded, empty where it says nothing. The fields follow IPTC's photo metadata.

    `digital_source_type` is a term of IPTC's vocabulary without its address. `expires_at` has no zone where the file
    names none.
    """

    headline: str = ""
    caption: str = ""
    byline: str = ""
    credit: str = ""
    copyright_notice: str = ""
    source: str = ""
    keywords: tuple[str, ...] = ()
    instructions: str = ""
    city: str = ""
    country: str = ""
    alternative: str = ""
    digital_source_type: str = ""
    usage_terms: str = ""
    web_statement: str = ""
    licensor_url: str = ""
    expires_at: datetime | None = None

    @property
    def one_use_only(self) -> bool:
        """Whether terms or instructions say, in an agency's prose, that the picture may be used once."""
        return bool(_ONE_USE.search(self.instructions) or _ONE_USE.search(self.usage_terms))

    def completed_by(self, other: Self) -> Self:
        """These particulars, and from `other` what they leave empty."""
        missing = {one.name: getattr(other, one.name) for one in fields(self) if not getattr(self, one.name)}
        return replace(self, **missing)


def tidy(words: str, *, lines: bool = False) -> str:
    """Without control characters (no database and no XML takes a NUL), in composed form; in one line unless `lines`."""
    words = unicodedata.normalize("NFC", words.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(sign if _printable(sign) else " " for sign in words)
    if not lines:
        return " ".join(kept.split())
    return "\n".join(" ".join(line.split()) for line in kept.split("\n")).strip()


def _printable(sign: str) -> bool:
    return sign == "\n" or (unicodedata.category(sign) not in {"Cc", "Cs"} and sign not in "\ufffe\uffff")


def term_of(source_type: str) -> str:
    """The term of a digital source type, from its address or on its own; renamed ones by their present name."""
    term = source_type.strip().rstrip("/").rpartition("/")[2]
    return _RENAMED.get(term, term)


def web_address(words: str) -> str:
    """The address where it is one of the web, else nothing: what a file says may become a link."""
    address = tidy(words)
    return address if re.match(r"https?://[^\s<>\"'\\]+\Z", address) else ""


def moment(words: str) -> datetime | None:
    """A date of IIM (20261125, 20261125T093000+0100) or XMP (2026-11-25T09:30:00+01:00); a day ends at its end."""
    words = words.strip()
    if re.fullmatch(r"\d{4}-?\d{2}-?\d{2}", words):
        words += "T23:59:59"
    try:
        return datetime.fromisoformat(words)
    except ValueError:
        return None
