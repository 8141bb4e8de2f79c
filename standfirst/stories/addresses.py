"""Where things are to be found by those outside: absolute addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin

from django.conf import settings

if TYPE_CHECKING:
    from standfirst.stories.records import Contributor, Topic

FORMATS = {
    "rss.xml": "application/rss+xml",
    "atom.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
}
"""The file of each format, as it ends an address, and its media type."""


def absolute(path: str) -> str:
    """`path` at the site's own address; what is absolute already stays as it is."""
    return urljoin(f"{settings.BASE_URL}/", path)


def contributor_path(contributor: Contributor) -> str:
    return f"/contributors/{contributor.slug}/"


def topic_path(topic: Topic) -> str:
    return f"/topics/{topic.slug}/"


def oembed_address(page: str, form: str) -> str:
    return absolute("/oembed?" + urlencode({"url": page, "format": form}))
