"""The shape every agency's item is read into, and the one error for what can't be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class UnreadableItem(Exception):
    """The file is no story we can take: `place` says where (`bodies[0].value`, `line 3`), `reason` why."""

    def __init__(self, *, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


class PubStatus(StrEnum):
    """IPTC's publication status: canceled is a kill."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"


@dataclass(frozen=True)
class Paragraph:
    """`html` is safe to show: sanitised text with nothing but `a` (http and https), `em` and `strong`."""

    html: str


@dataclass(frozen=True)
class Subhead:
    """A heading inside the body, as plain text."""

    text: str


@dataclass(frozen=True)
class Quote:
    """A block quotation as plain text; `attribution` is empty where the agency gave none."""

    text: str
    attribution: str = ""


Block = Paragraph | Subhead | Quote


@dataclass(frozen=True)
class Picture:
    """A picture that goes with the story.

    `href` is an http(s) address, a path relative to the item's own file, or empty; it is never checked or
    fetched here.
    """

    uri: str = ""
    href: str = ""
    caption: str = ""
    credit: str = ""
    byline: str = ""
    copyright_notice: str = ""
    alternative: str = ""
    mimetype: str = ""
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True)
class WireItem:
    """One version of an agency's story.

    Texts are plain and tidy, absent ones are empty; times are aware and in UTC.

    `uri` names the story in all its versions. A canceled item may come without headline and paragraphs; any
    other has both. `ed_note` and `usage_terms` are for the desk and never for readers. `content_hash` is the
    SHA-256 of the file.
    """

    uri: str
    name: str
    dialect: str
    content_hash: str
    version: str
    version_created: datetime | None
    first_created: datetime | None
    embargoed_until: datetime | None
    pub_status: PubStatus
    urgency: int | None
    headline: str
    slugline: str
    standfirst: str
    byline: str
    dateline: str
    located: str
    language: str
    agency: str
    copyright_holder: str
    copyright_notice: str
    credit_line: str
    usage_terms: str
    ed_note: str
    paragraphs: tuple[Block, ...]
    pictures: tuple[Picture, ...]
