"""What a feed and its entries consist of, whatever the format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class SentPicture:
    """A picture as it is sent: at one size, with its own words."""

    address: str
    media_type: str
    width: int
    height: int
    caption: str
    credit: str
    alternative: str


@dataclass(frozen=True, kw_only=True)
class Author:
    name: str
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Note:
    """A correction or clarification."""

    kind: str
    text: str
    made_at: datetime


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One story in a feed. `content` is HTML and empty for agency copy, of which only the summary may be sent.

    `id` stays what it is for good; `story_id` is ours and is not sent.
    """

    story_id: int
    id: str
    address: str
    headline: str
    summary: str
    content: str
    published_at: datetime
    updated_at: datetime
    authors: Sequence[Author] = ()
    tags: Sequence[str] = ()
    language: str = ""
    picture: SentPicture | None = None
    notes: Sequence[Note] = ()


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A feed under its own address. `hub` is the address of a WebSub hub, or empty."""

    title: str
    description: str
    home: str
    address: str
    language: str
    publisher: str
    hub: str
    entries: Sequence[Entry]


def changed_at(published_at: datetime, updated_at: datetime | None, corrected_at: Sequence[datetime]) -> datetime:
    """When the story last said something else: its update, its last correction, else its publication.

    Mended commas change nothing, so machines don't fetch a story again for them.
    """
    return max([published_at, *corrected_at, *([updated_at] if updated_at else [])])


def authors_among[Named](bylines: Sequence[tuple[Named, str]]) -> list[Named]:
    """Who wrote the story, of (who, role): those without a role. Where all have one ("Reported by"), all of them."""
    writers = [who for who, role in bylines if not role]
    return writers or [who for who, role in bylines]
