"""What the demo paper is made of before it is in any database: plain frozen records, as the copy files give them.

Whoever builds the paper turns `hours_ago` and `minutes_after` into times; nothing here knows what time it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

type Part = Literal["reader", "moderator", "editor", "administrator", "journalist"]
type CommentsMode = Literal["open", "premoderated", "closed"]
type CorrectionKind = Literal["correction", "clarification"]


@dataclass(frozen=True, slots=True)
class Section:
    slug: str
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Contributor:
    """A name that stands over stories; not an account."""

    key: str
    name: str
    role: str
    about: str
    portrait: Picture


@dataclass(frozen=True, slots=True)
class Topic:
    """What stories of several sections are about."""

    key: str
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Agency:
    key: str
    name: str
    short: str
    credit_line: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account. `part` decides the groups; journalists are staff and wear the paper's badge."""

    key: str
    name: str
    email: str
    part: Part

    @property
    def staff(self) -> bool:
        return self.part != "reader"


@dataclass(frozen=True, slots=True)
class Rule:
    number: int
    code: str
    title: str
    text: str
    example: str


@dataclass(frozen=True, slots=True)
class Ask:
    """The letter in which the paper asks for support."""

    heading: str
    paragraphs: tuple[str, ...]
    signed: str
    button: str
    dismiss: str


@dataclass(frozen=True, slots=True)
class Advert:
    """One of the paper's own. Its button leads to the story with the slug `story`."""

    key: str
    label: str
    headline: str
    text: str
    button: str
    story: str
    picture: Picture
    alternative: str


@dataclass(frozen=True, slots=True)
class Paper:
    name: str
    tagline: str
    town: str
    sections: tuple[Section, ...]
    contributors: tuple[Contributor, ...]
    topics: tuple[Topic, ...]
    agencies: tuple[Agency, ...]
    accounts: tuple[Person, ...]
    commenters: tuple[Person, ...]
    rules_introduction: str
    rules: tuple[Rule, ...]
    ask: Ask
    adverts: tuple[Advert, ...]

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody with an account."""
        return self.accounts + self.commenters


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as the picture desk books it. `origin` is a term of IPTC's Digital Source Type vocabulary."""

    file: str
    title: str
    caption: str
    alternative: str
    creator: str
    credit: str
    copyright: str
    origin: str


@dataclass(frozen=True, slots=True)
class Byline:
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`html` holds text with no other elements than a (with href), em and strong; it has no p around it."""

    type: ClassVar[str] = "paragraph"
    html: str


@dataclass(frozen=True, slots=True)
class Subhead:
    type: ClassVar[str] = "subhead"
    text: str


@dataclass(frozen=True, slots=True)
class PictureInText:
    type: ClassVar[str] = "picture"
    picture: Picture


@dataclass(frozen=True, slots=True)
class PullQuote:
    type: ClassVar[str] = "pull_quote"
    quote: str
    attribution: str
    role: str


@dataclass(frozen=True, slots=True)
class ReadAlso:
    """A "Read:" link; `story` is a slug."""

    type: ClassVar[str] = "read_also"
    story: str


@dataclass(frozen=True, slots=True)
class FactBox:
    type: ClassVar[str] = "fact_box"
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class Chart:
    """`figures` as they are pasted from a spreadsheet."""

    type: ClassVar[str] = "chart"
    title: str
    kind: Literal["bars", "lines"]
    figures: str
    unit: str
    description: str
    source: str


type Block = Paragraph | Subhead | PictureInText | PullQuote | ReadAlso | FactBox | Chart


@dataclass(frozen=True, slots=True)
class Correction:
    kind: CorrectionKind
    text: str
    hours_ago: float


@dataclass(frozen=True, slots=True)
class Story:
    """One story. `section`, `agency`, `topics` and `related` hold the slugs and keys of others."""

    slug: str
    section: str
    kicker: str
    headline: str
    standfirst: str
    bylines: tuple[Byline, ...]
    dateline: str
    hours_ago: float
    picture: Picture | None
    body: tuple[Block, ...]
    related: tuple[str, ...]
    topics: tuple[str, ...]
    agency: str | None
    copyright_notice: str
    usage_terms: str
    corrections: tuple[Correction, ...]
    comments_mode: CommentsMode
    showpiece: bool
    sensitive: bool
    adverts_off: bool
    ask_off: bool


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reader says `minutes_after` the story was published. Paragraphs are parted by an empty line."""

    key: str
    story: str
    author: str
    minutes_after: int
    text: str
    reply_to: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """A complaint, made `minutes_after` the comment; `reason` is the moderation desk's code for it."""

    comment: str
    reporter: str
    reason: str
    minutes_after: int
    words: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """All that readers say. Every list is in the order of time, so that a reply comes after what it answers."""

    story: str
    comments: tuple[Comment, ...]
    extra: tuple[Comment, ...]
    held: tuple[Comment, ...]
    broken: tuple[Comment, ...]
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class LiveEntry:
    """One entry of a live blog, as the reporter with the account `author` typed it `minutes_after` the story.

    `byline` is a contributor's name. Where `key_point`, `correction` or `removed` say something it is done at once.
    """

    key: str
    author: str
    byline: str
    minutes_after: int
    headline: str
    text: str
    picture: Picture | None
    pinned: bool
    key_point: str
    correction: str
    removed: str


@dataclass(frozen=True, slots=True)
class LiveCoverage:
    """The story with the slug `story` is a live blog; entries in the order of time."""

    story: str
    entries: tuple[LiveEntry, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """The whole paper: stories from newest to oldest, pictures by file name, agency items as files."""

    paper: Paper
    pictures: Mapping[str, Picture]
    stories: tuple[Story, ...]
    conversation: Conversation
    live: LiveCoverage
    wire: tuple[Path, ...]

    @property
    def showpiece(self) -> Story:
        return next(story for story in self.stories if story.showpiece)
