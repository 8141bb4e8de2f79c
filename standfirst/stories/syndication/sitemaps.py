"""Sitemaps as text: the index, a part of it, and the one for news."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from standfirst.stories.syndication.characters import sendable

MEDIA_TYPE = "application/xml; charset=utf-8"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True, kw_only=True)
class Place:
    """An address, and when what is there last said something new."""

    address: str
    changed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class NewsPlace:
    """A story of these days."""

    address: str
    headline: str
    language: str
    published_at: datetime


def write_index(parts: Iterable[Place]) -> str:
    lines = [f"<sitemap>{_place(part)}</sitemap>" for part in parts]
    return _document("sitemapindex", f'xmlns="{SITEMAP}"', lines)


def write_sitemap(places: Iterable[Place]) -> str:
    lines = [f"<url>{_place(place)}</url>" for place in places]
    return _document("urlset", f'xmlns="{SITEMAP}"', lines)


def write_news_sitemap(places: Iterable[NewsPlace], *, publication: str) -> str:
    """An empty one is in order: there were two quiet days."""
    lines = [f"<url>{_element('loc', place.address)}{_news(place, publication)}</url>" for place in places]
    return _document("urlset", f'xmlns="{SITEMAP}" xmlns:news="{NEWS}"', lines)


def _news(place: NewsPlace, publication: str) -> str:
    paper = _element("news:name", publication) + _element("news:language", place.language)
    return (
        f"<news:news><news:publication>{paper}</news:publication>"
        + _element("news:publication_date", place.published_at.isoformat(timespec="seconds"))
        + _element("news:title", place.headline)
        + "</news:news>"
    )


def _place(place: Place) -> str:
    changed = _element("lastmod", place.changed_at.isoformat(timespec="seconds")) if place.changed_at else ""
    return _element("loc", place.address) + changed


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(sendable(text))}</{name}>"


def _document(root: str, attributes: str, lines: Sequence[str]) -> str:
    return f"{HEAD}<{root} {attributes}>\n" + "".join(f"{line}\n" for line in lines) + f"</{root}>\n"
