"""The pictures that go with a story: its associations, or the figures of its body where it has none."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from standfirst.wire.ninjs.characters import tidy
from standfirst.wire.ninjs.collecting import Figure
from standfirst.wire.ninjs.dialects import Dialect
from standfirst.wire.ninjs.item import Picture, PubStatus
from standfirst.wire.ninjs.node import Node
from standfirst.wire.ninjs.runs import web_address
from standfirst.wire.ninjs.short import words_by_role
from standfirst.wire.ninjs.status import read_status
from standfirst.wire.ninjs.texts import media_type, texts

CREDIT_ROLES = ("creditline", "credit_line", "credit")
_CAPTION_ROLES = ("caption", "", "text", "summary", "main")
_ALTERNATIVE_ROLES = ("alttext", "alt_text", "alternative", "alt")
_IMAGE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".tif", ".tiff")


def read_pictures(document: Node, dialect: Dialect, figures: Iterable[Figure]) -> tuple[Picture, ...]:
    """Associated pictures and graphics in the order of the file; those withheld or canceled are left out.

    A body's own figures only show the associations again, so they count where there are no associations at
    all.
    """
    associated = [one for one in document.members("associations") if _is_picture(one)]
    if associated:
        usable = (one for one in associated if read_status(one, dialect) is PubStatus.USABLE)
        return tuple(_picture(one, dialect) for one in usable)
    return tuple(
        Picture(href=_href(one.src), caption=one.caption, credit=one.credit, alternative=one.alt)
        for one in figures
        if _href(one.src)
    )


def _is_picture(association: Node) -> bool:
    kind = association.text("type", most=255).lower()
    return kind in ("picture", "graphic") or (not kind and any(map(_is_image, association.members("renditions"))))


def _picture(association: Node, dialect: Dialect) -> Picture:
    descriptions = texts(association, dialect, "description")
    images = [one for one in association.members("renditions") if _is_image(one)]
    best = max(images, key=_area, default=Node({}, association.at("renditions")))
    return Picture(
        uri=association.text("uri", most=2_000),
        href=_href(best.text("href")),
        caption=words_by_role(descriptions, _CAPTION_ROLES),
        credit=(
            association.text(dialect.credit_line)
            or words_by_role(descriptions, CREDIT_ROLES)
            or association.text(dialect.copyright_holder)
        ),
        byline=association.text(dialect.by) or association.text("byline"),
        copyright_notice=association.text(dialect.copyright_notice),
        alternative=association.text(dialect.alternative) or words_by_role(descriptions, _ALTERNATIVE_ROLES),
        mimetype=media_type(best),
        width=best.number("width", least=0, most=1_000_000),
        height=best.number("height", least=0, most=1_000_000),
    )


def _is_image(rendition: Node) -> bool:
    kind = media_type(rendition)
    href = _href(rendition.text("href"))
    return kind.startswith("image/") or (not kind and href.lower().partition("?")[0].endswith(_IMAGE_ENDINGS))


def _area(rendition: Node) -> tuple[bool, int]:
    width = rendition.number("width", least=0, most=1_000_000) or 0
    height = rendition.number("height", least=0, most=1_000_000) or 0
    return bool(_href(rendition.text("href"))), width * height


def _href(address: str) -> str:
    """A web address, or a path beside the item; anything else (`file:`, `data:`, `//host`) is refused."""
    address = tidy(address)
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return web_address(address) if parts.scheme or parts.netloc else address
