"""RSS 2.0 and Atom, by way of Django's feed generators, with what a newspaper adds to them."""

from __future__ import annotations

from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date
from django.utils.html import escape

from standfirst.stories.syndication.entries import Entry, Feed, SentPicture

NAMESPACES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}


class PaperRss(Rss201rev2Feed):
    """RSS with the full text, every author, and the picture with its size and its own words."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), **NAMESPACES}

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if self.feed["hub"]:
            handler.addQuickElement("atom:link", None, {"rel": "hub", "href": self.feed["hub"]})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        for author in entry.authors:
            handler.addQuickElement("dc:creator", author.name)
        if entry.language:
            handler.addQuickElement("dc:language", entry.language)
        handler.addQuickElement("atom:updated", rfc3339_date(entry.updated_at))
        if entry.content:
            handler.addQuickElement("content:encoded", entry.content)
        if entry.picture:
            _add_picture(handler, entry.picture)


class PaperAtom(Atom1Feed):
    """Atom with the full text, every author, and the picture with its size and its own words."""

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:media": NAMESPACES["xmlns:media"]}

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if self.feed["hub"]:
            handler.addQuickElement("link", "", {"rel": "hub", "href": self.feed["hub"]})

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        entry: Entry = item["entry"]
        return {"xml:lang": entry.language} if entry.language else {}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        for author in entry.authors:
            handler.startElement("author", {})
            handler.addQuickElement("name", author.name)
            if author.address:
                handler.addQuickElement("uri", author.address)
            handler.endElement("author")
        if entry.content:
            handler.addQuickElement("content", entry.content, {"type": "html"})
        if entry.picture:
            _add_picture(handler, entry.picture)


def write_rss(feed: Feed) -> str:
    return _written(PaperRss, feed)


def write_atom(feed: Feed) -> str:
    return _written(PaperAtom, feed)


def _written(kind: type[SyndicationFeed], feed: Feed) -> str:
    document = kind(
        title=feed.title,
        link=feed.home,
        description=feed.description,
        subtitle=feed.description,
        language=feed.language,
        feed_url=feed.address,
        feed_guid=feed.address,
        author_name=feed.publisher,
        author_link=feed.home,
        hub=feed.hub,
    )
    for entry in feed.entries:
        document.add_item(
            title=entry.headline,
            link=entry.address,
            # Both formats take HTML here, so a standfirst is escaped as text in HTML first.
            description=escape(entry.summary),
            unique_id=entry.id,
            unique_id_is_permalink=False,
            pubdate=entry.published_at,
            updateddate=entry.updated_at,
            categories=entry.tags,
            entry=entry,
        )
    return document.writeString("utf-8")


def _add_picture(handler: Any, picture: SentPicture) -> None:
    shape = {"width": str(picture.width), "height": str(picture.height)}
    handler.startElement(
        "media:content", {"url": picture.address, "type": picture.media_type, "medium": "image", **shape}
    )
    if picture.alternative:
        handler.addQuickElement("media:title", picture.alternative, {"type": "plain"})
    if picture.caption or picture.alternative:
        handler.addQuickElement("media:description", picture.caption or picture.alternative, {"type": "plain"})
    if picture.credit:
        handler.addQuickElement("media:credit", picture.credit)
    handler.endElement("media:content")
