"""Pictures on public pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from standfirst.edge.caching import tag_response
from standfirst.stories.pictures import Picture, Size
from standfirst.stories.sizes import FORMATS, LAYOUTS
from standfirst.stories.uses import restrictions

register = template.Library()


@register.simple_tag(takes_context=True)
def shown_picture(context: dict[str, Any], picture: Picture, layout: str, alternative: str = "") -> SafeString:
    """A picture in the sizes and formats of a layout (see sizes.py), with width and height, so that nothing moves.

    No reader waits for drawing: what is not drawn yet is left out, and the worker purges the page when it is. Where
    nothing is drawn yet, the smallest size is, here and now.
    """
    request = context.get("request")
    if request is not None:
        tag_response(request, f"picture:{picture.pk}")
    place = LAYOUTS[layout]
    drawn = picture.shown_in(layout) or _drawn_now(picture, place.crops[0])
    if not drawn:
        return SafeString("")
    *better, common = [(kind, drawn[kind]) for kind in FORMATS if kind in drawn]
    sources = format_html_join(
        "",
        '<source type="image/{}" srcset="{}" sizes="{}">',
        ((kind, _srcset(sizes), place.sizes) for kind, sizes in better),
    )
    row = common[1]
    return format_html(
        '<picture>{}<img src="{}"{} width="{}" height="{}" alt="{}"{}></picture>',
        sources,
        row[0].url,
        format_html(' srcset="{}" sizes="{}"', _srcset(row), place.sizes) if len(row) > 1 else "",
        # The largest says the proportions best.
        row[-1].width,
        row[-1].height,
        alternative,
        SafeString(' fetchpriority="high"' if place.first else ' loading="lazy" decoding="async"'),
    )


def _srcset(sizes: Sequence[Size]) -> str:
    by_width = {size.width: size.url for size in sizes}
    return ", ".join(f"{url} {width}w" for width, url in by_width.items())


def _drawn_now(picture: Picture, crop: str) -> dict[str, list[Size]]:
    if not picture.file.storage.exists(picture.file.name):
        return {}  # the page is right without it
    kind = FORMATS[-1]
    rendition = picture.get_rendition(f"{crop}|format-{kind}")
    return {kind: [Size(rendition.url, rendition.width, rendition.height)]}


@register.simple_tag
def restricted_pictures(*pictures: Picture | Iterable[Picture]) -> list[str]:
    """For the desk: why some of these, one or rows of them, can't be placed in another story, a sentence each."""
    rows = [[one] if isinstance(one, Picture) else list(one) for one in pictures]
    return list(restrictions([picture.pk for row in rows for picture in row]).values())
