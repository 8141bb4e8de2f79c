"""A live blog as machines read it: schema.org's LiveBlogPosting. Pure: takes records, gives plain data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from standfirst.stories.live.writing import first_words

# Everything that could end the element it stands in, or begin another; and the two line ends JavaScript knows besides.
_UNSAFE = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


@dataclass(frozen=True, kw_only=True)
class Update:
    """One entry. `words` is its text without markup; times carry their zone."""

    url: str
    headline: str
    words: str
    posted_at: datetime
    updated_at: datetime | None = None
    author: str = ""


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """One live blog with the entries to be told of, in the order in which readers see them."""

    url: str
    headline: str
    description: str
    publisher: str
    published_at: datetime | None
    updated_at: datetime
    started_at: datetime
    ended_at: datetime | None
    updates: Sequence[Update]


def live_blog_posting(coverage: Coverage) -> dict[str, Any]:
    """The LiveBlogPosting. What is not known is left out; nothing is empty or null."""
    return _without_gaps(
        {
            "@context": "https://schema.org",
            "@type": "LiveBlogPosting",
            "@id": f"{coverage.url}#live",
            "url": coverage.url,
            "headline": first_words(coverage.headline),
            "description": coverage.description,
            "datePublished": _moment(coverage.published_at or coverage.started_at),
            "dateModified": _moment(coverage.updated_at),
            "coverageStartTime": _moment(coverage.started_at),
            "coverageEndTime": _moment(coverage.ended_at),
            "isAccessibleForFree": True,
            "publisher": {"@type": "Organization", "name": coverage.publisher},
            "liveBlogUpdate": [_posting(update) for update in coverage.updates],
        }
    )


def as_element(data: dict[str, Any]) -> str:
    """The data as an element for a page; nothing in it can end the element, whatever a reporter typed."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
    return f'<script type="application/ld+json">{text}</script>'


def _posting(update: Update) -> dict[str, Any]:
    return _without_gaps(
        {
            "@type": "BlogPosting",
            "url": update.url,
            "headline": first_words(update.headline or update.words),
            "articleBody": update.words,
            "datePublished": _moment(update.posted_at),
            "dateModified": _moment(update.updated_at),
            "author": {"@type": "Person", "name": update.author} if update.author else None,
        }
    )


def _without_gaps(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in (None, "", [])}


def _moment(value: datetime | None) -> str | None:
    return value.isoformat(timespec="seconds") if value else None
