"""JSON Feed, version 1.1."""

from __future__ import annotations

import json
from typing import Any

from standfirst.stories.syndication.entries import Author, Entry, Feed, Note, SentPicture

MEDIA_TYPE = "application/feed+json; charset=utf-8"
VERSION = "https://jsonfeed.org/version/1.1"
ABOUT_OURS = "Standfirst's additions: the picture's own words, and what was corrected."


def write_json_feed(feed: Feed) -> str:
    document = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": feed.publisher}],
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
        "items": [_item(entry) for entry in feed.entries],
    }
    # A feed without entries still has its list of them.
    return json.dumps(_filled(document) | {"items": document["items"]}, ensure_ascii=False, indent=1)


def _item(entry: Entry) -> dict[str, Any]:
    # One of both must be there; of agency copy nothing but the summary is ours to give.
    content = {"content_html": entry.content} if entry.content else {"content_text": entry.summary or entry.headline}
    return _filled(
        {
            "id": entry.id,
            "url": entry.address,
            "title": entry.headline,
            **content,
            "summary": entry.summary,
            "image": entry.picture.address if entry.picture else "",
            "date_published": entry.published_at.isoformat(timespec="seconds"),
            "date_modified": entry.updated_at.isoformat(timespec="seconds"),
            "authors": [_author(one) for one in entry.authors],
            "tags": list(entry.tags),
            "language": entry.language,
            "_standfirst": _ours(entry),
        }
    )


def _author(author: Author) -> dict[str, Any]:
    return _filled({"name": author.name, "url": author.address})


def _ours(entry: Entry) -> dict[str, Any]:
    ours = _filled(
        {
            "picture": _picture(entry.picture) if entry.picture else {},
            "corrections": [_note(one) for one in entry.notes],
        }
    )
    return {"about": ABOUT_OURS, **ours} if ours else {}


def _picture(picture: SentPicture) -> dict[str, Any]:
    return _filled(
        {
            "url": picture.address,
            "mime_type": picture.media_type,
            "width": picture.width,
            "height": picture.height,
            "alternative": picture.alternative,
            "caption": picture.caption,
            "credit": picture.credit,
        }
    )


def _note(note: Note) -> dict[str, Any]:
    return {"kind": note.kind, "text": note.text, "date": note.made_at.isoformat(timespec="seconds")}


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty: an empty name or list says nothing, and some readers stumble over it."""
    return {name: value for name, value in fields.items() if value not in ("", [], {}, None)}
