"""What search engines are told of a story and of the paper: schema.org's words, as JSON-LD.

Knows no Django: plain facts in, a dictionary out, so that the rules of those who read it can be tested offline.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

CONTEXT = "https://schema.org"
# A script element ends at the first "</script", whatever it holds; U+2028 and U+2029 end lines in older scripts.
ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


@dataclass(frozen=True, kw_only=True)
class Image:
    """A picture at one size, with what is known of its rights."""

    address: str
    width: int
    height: int
    caption: str = ""
    credit: str = ""
    creator: str = ""
    copyright_notice: str = ""
    terms: str = ""


@dataclass(frozen=True, kw_only=True)
class Writer:
    """A name over a story: a person's, or an agency's."""

    name: str
    address: str = ""
    is_organization: bool = False


@dataclass(frozen=True, kw_only=True)
class Amendment:
    """A correction or clarification."""

    text: str
    made_at: datetime


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """The paper. `corrections_policy` is an address or the words themselves."""

    name: str
    home: str
    logo: Image | None = None
    email: str = ""
    principles: str = ""
    corrections_policy: str = ""
    accounts: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Article:
    """A story as it faces the world. Times carry their zone, addresses are absolute."""

    address: str
    headline: str
    description: str
    language: str
    section: str
    published_at: datetime
    changed_at: datetime
    images: Sequence[Image] = ()
    writers: Sequence[Writer] = ()
    topics: Sequence[str] = ()
    amendments: Sequence[Amendment] = ()
    copyright_holder: str = ""
    credit: str = ""
    comment_count: int | None = None
    translation_of: str = ""
    translations: Sequence[str] = ()


def news_article(article: Article, publisher: Publisher) -> dict[str, Any]:
    """A NewsArticle. A story without bylines is the paper's own."""
    paper = organization(publisher)
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "NewsArticle",
            "@id": article.address,
            "mainEntityOfPage": {"@type": "WebPage", "@id": article.address},
            "url": article.address,
            "headline": article.headline,
            "description": article.description,
            "image": [_image(one) for one in article.images],
            "datePublished": _moment(article.published_at),
            "dateModified": _moment(article.changed_at),
            "author": [_writer(one) for one in article.writers] or [_named(publisher)],
            "publisher": paper,
            "inLanguage": article.language,
            "articleSection": article.section,
            "keywords": list(article.topics),
            "isAccessibleForFree": True,
            "correction": [_amendment(one) for one in article.amendments],
            "copyrightHolder": {"@type": "Organization", "name": article.copyright_holder or publisher.name},
            "creditText": article.credit,
            "commentCount": article.comment_count,
            "discussionUrl": f"{article.address}#comments" if article.comment_count is not None else "",
            "translationOfWork": _work(article.translation_of) if article.translation_of else None,
            "workTranslation": [_work(one) for one in article.translations],
        }
    )


def paper_and_site(publisher: Publisher, *, description: str, language: str) -> dict[str, Any]:
    """The front: the paper as an organization, and its site."""
    site = _filled(
        {
            "@type": "WebSite",
            "@id": f"{publisher.home}#site",
            "url": publisher.home,
            "name": publisher.name,
            "description": description,
            "inLanguage": language,
            "publisher": {"@id": _id(publisher)},
        }
    )
    return {"@context": CONTEXT, "@graph": [organization(publisher), site]}


def organization(publisher: Publisher) -> dict[str, Any]:
    policy = publisher.corrections_policy
    is_address = policy.startswith(("https://", "http://")) and " " not in policy.strip()
    return _filled(
        {
            "@type": "NewsMediaOrganization",
            "@id": _id(publisher),
            "name": publisher.name,
            "url": publisher.home,
            "logo": _image(publisher.logo) if publisher.logo else None,
            "email": publisher.email,
            "sameAs": list(publisher.accounts),
            "publishingPrinciples": publisher.principles,
            "correctionsPolicy": policy if is_address or not policy else {"@type": "CreativeWork", "text": policy},
        }
    )


def script_safe(document: dict[str, Any]) -> str:
    """`document` as JSON that can stand in a script element, whatever an editor has typed."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def _id(publisher: Publisher) -> str:
    return f"{publisher.home}#paper"


def _named(publisher: Publisher) -> dict[str, Any]:
    return {"@type": "NewsMediaOrganization", "name": publisher.name, "url": publisher.home}


def _image(image: Image) -> dict[str, Any]:
    return _filled(
        {
            "@type": "ImageObject",
            "url": image.address,
            "contentUrl": image.address,
            "width": image.width,
            "height": image.height,
            "caption": image.caption,
            "creditText": image.credit,
            "creator": {"@type": "Person", "name": image.creator} if image.creator else None,
            "copyrightNotice": image.copyright_notice,
            "license": image.terms,
        }
    )


def _writer(writer: Writer) -> dict[str, Any]:
    kind = "Organization" if writer.is_organization else "Person"
    return _filled({"@type": kind, "name": writer.name, "url": writer.address})


def _amendment(amendment: Amendment) -> dict[str, Any]:
    return {"@type": "CorrectionComment", "text": amendment.text, "datePublished": _moment(amendment.made_at)}


def _work(address: str) -> dict[str, Any]:
    return {"@type": "NewsArticle", "@id": address, "url": address}


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty; a count of nought is not."""
    return {name: value for name, value in fields.items() if value not in ("", [], {}, None)}
