"""What those who read us ask for, as rules that run offline. Each raises AssertionError with the broken rule."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
MEDIA = "{http://search.yahoo.com/mrss/}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
DOES_SOMETHING = "script|style|svg|form|iframe|object|template"


def check_address(address: str | None) -> None:
    """Absolute, with a host, nothing that must be escaped."""
    assert address, "an address is empty"
    parts = urlsplit(address)
    assert parts.scheme in {"http", "https"}, f"not absolute: {address}"
    assert parts.netloc, f"no host: {address}"
    assert re.fullmatch(r"[!-~]+", address), f"not escaped: {address}"


def check_moment(moment: str | None) -> datetime:
    """ISO 8601 with a zone."""
    assert moment, "a time is empty"
    read = datetime.fromisoformat(moment)
    assert read.tzinfo is not None, f"a time without zone: {moment}"
    return read


def check_html(text: str) -> None:
    """What a feed may hold: nothing that does anything, every address absolute, every picture with its words."""
    tree = html.fragment_fromstring(text, create_parent="div")
    assert not re.search(rf"<\s*({DOES_SOMETHING})\b", text, re.IGNORECASE), text
    for element in tree.iter():
        assert not [name for name in element.attrib if name.startswith("on") or name in {"style", "srcdoc"}]
        for name in ("href", "src"):
            address = element.get(name)
            if address and not address.startswith(("mailto:", "tel:")):
                check_address(address)
        if element.tag == "img":
            assert element.get("alt") is not None, "a picture without alt"


def _tree(document: bytes) -> Any:
    return etree.fromstring(document, etree.XMLParser(resolve_entities=False, no_network=True))


def check_rss(document: bytes) -> list[Any]:
    """The items. RSS 2.0, its Best Practices Profile, and the modules used."""
    rss = _tree(document)
    assert (rss.tag, rss.get("version")) == ("rss", "2.0")
    channel = rss.find("channel")
    assert channel is not None
    for name in ("title", "link", "description", "lastBuildDate"):
        assert len(channel.findall(name)) == 1, name
        assert channel.findtext(name), name
    check_address(channel.findtext("link"))
    own = [link for link in channel.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert len(own) == 1, "a feed names itself once"
    check_address(own[0].get("href"))
    items: list[Any] = channel.findall("item")
    _all_different(item.findtext("guid") for item in items)
    for item in items:
        assert item.findtext("title") or item.findtext("description")
        check_address(item.findtext("link"))
        assert parsedate_to_datetime(item.findtext("pubDate")).tzinfo is not None
        assert len(item.findall("enclosure")) <= 1
        if (content := item.findtext(f"{CONTENT}encoded")) is not None:
            check_html(content)
        for picture in item.findall(f"{MEDIA}content"):
            check_address(picture.get("url"))
            assert picture.get("type", "").startswith("image/")
            assert int(picture.get("width", "0")) * int(picture.get("height", "0")) > 0
    return items


def check_atom(document: bytes) -> list[Any]:
    """The entries. RFC 4287."""
    feed = _tree(document)
    assert feed.tag == f"{ATOM}feed"
    has_author = feed.find(f"{ATOM}author") is not None
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
            assert element.findtext(f"{ATOM}{name}"), name
        check_moment(element.findtext(f"{ATOM}updated"))
        assert len([one for one in element.findall(f"{ATOM}link") if one.get("rel") == "alternate"]) == 1
        assert has_author or element.find(f"{ATOM}author") is not None
        for link in element.findall(f"{ATOM}link"):
            check_address(link.get("href"))
    entries: list[Any] = feed.findall(f"{ATOM}entry")
    _all_different(entry.findtext(f"{ATOM}id") for entry in entries)
    for entry in entries:
        assert check_moment(entry.findtext(f"{ATOM}published")) <= check_moment(entry.findtext(f"{ATOM}updated"))
        content = entry.find(f"{ATOM}content")
        assert content is not None or entry.find(f"{ATOM}summary") is not None
        if content is not None:
            assert content.get("type") == "html"
            check_html(content.text or "")
    return entries


def check_json_feed(document: bytes) -> list[dict[str, Any]]:
    """The items. JSON Feed 1.1."""
    feed = json.loads(document)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(feed["title"], str)
    for name in ("home_page_url", "feed_url"):
        check_address(feed[name])
    assert isinstance(feed["items"], list)
    assert all(set(hub) == {"type", "url"} for hub in feed.get("hubs", []))
    _all_different(item["id"] for item in feed["items"])
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item.get("content_html") or item.get("content_text"), "an item has content_html or content_text"
        check_html(item.get("content_html", ""))
        check_address(item["url"])
        assert check_moment(item["date_published"]) <= check_moment(item["date_modified"])
        for author in item.get("authors", []):
            assert author.get("name") or author.get("url")
        for name in set(item) - {"id", "url", "title", "content_html", "content_text", "summary", "image"}:
            assert name.startswith("_") or name in {"date_published", "date_modified", "authors", "tags", "language"}
            assert not name.startswith("_") or isinstance(item[name], dict), "an extension is an object"
        if "image" in item:
            check_address(item["image"])
    items: list[dict[str, Any]] = feed["items"]
    return items


def check_sitemap(document: bytes) -> list[str]:
    """The addresses, of an index or a part. sitemaps.org's protocol."""
    tree = _tree(document)
    inner = {f"{SITEMAP}urlset": "url", f"{SITEMAP}sitemapindex": "sitemap"}[tree.tag]
    assert len(tree) <= 50_000
    assert len(document) <= 50 * 1024 * 1024
    addresses = []
    for place in tree:
        assert place.tag == f"{SITEMAP}{inner}"
        addresses.append(place.findtext(f"{SITEMAP}loc"))
        if (changed := place.find(f"{SITEMAP}lastmod")) is not None:
            check_moment(changed.text)
    for address in addresses:
        check_address(address)
        assert len(address) < 2048
    _all_different(addresses)
    return addresses


def check_news_sitemap(document: bytes, *, now: datetime) -> list[str]:
    """The headlines. Google's page on news sitemaps."""
    check_sitemap(document)
    tree = _tree(document)
    assert len(tree) <= 1000, "a thousand at most"
    headlines = []
    for place in tree:
        (news,) = place.findall(f"{NEWS}news")
        publication = news.find(f"{NEWS}publication")
        assert publication.findtext(f"{NEWS}name")
        assert re.fullmatch(r"[a-z]{2,3}|zh-(cn|tw)", publication.findtext(f"{NEWS}language"))
        published = check_moment(news.findtext(f"{NEWS}publication_date"))
        assert 0 <= (now - published).total_seconds() <= 2 * 24 * 3600, "published within two days"
        headlines.append(news.findtext(f"{NEWS}title"))
        assert headlines[-1], "a title"
    return headlines


def json_ld_in(page: str) -> list[dict[str, Any]]:
    """The structured data of a page, read as a browser does: the element ends at the first "</script"."""
    return [
        json.loads(one) for one in re.findall(r'<script type="application/ld\+json">(.*?)</script', page, re.DOTALL)
    ]


def check_news_article(data: dict[str, Any]) -> None:
    """Google's page on articles: nothing is required; this is all that it recommends, and what we promise beside."""
    assert data["@context"] == "https://schema.org"
    assert data["@type"] == "NewsArticle"
    assert data["headline"]
    for name in ("url", "@id"):
        check_address(data[name])
    assert check_moment(data["datePublished"]) <= check_moment(data["dateModified"])
    assert data["isAccessibleForFree"] is True
    assert data["author"], "somebody wrote it"
    for author in data["author"]:
        assert author["@type"] in {"Person", "Organization", "NewsMediaOrganization"}
        assert author["name"]
        if author["@type"] == "Person":
            check_address(author["url"])
    assert data["publisher"]["name"]
    check_address(data["publisher"]["url"])
    for image in data.get("image", []):
        check_address(image["url"])
        assert image["width"] * image["height"] >= 50_000, "at least 50,000 pixels"
    for correction in data.get("correction", []):
        assert correction["@type"] == "CorrectionComment"
        assert correction["text"]
        check_moment(correction["datePublished"])


def _all_different(values: Iterable[object]) -> None:
    seen = list(values)
    assert len(seen) == len(set(seen)), seen
