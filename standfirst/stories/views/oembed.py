"""oEmbed: what another site shows where it links to a story of ours. A quotation with a link, without any script."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from standfirst.edge.caching import public_page, tag_response
from standfirst.stories.models import FrontPage, StoryPage
from standfirst.stories.queries.facing import structured_images
from standfirst.stories.structured import Image
from standfirst.stories.syndication.characters import sendable

WIDTH, HEIGHT = 600, 240
DAY = 24 * 60 * 60
LONGEST_ADDRESS = 2000


class Unreadable(Exception):
    """The request can't be understood; the words tell why."""


@require_safe
@public_page
def oembed(request: HttpRequest) -> HttpResponse:
    form = request.GET.get("format", "json")
    if form not in {"json", "xml"}:
        return _plain(_("We have json and xml."), status=501)
    try:
        most_wide, most_high = _pixels(request, "maxwidth", WIDTH), _pixels(request, "maxheight", HEIGHT)
    except Unreadable as error:
        return _plain(str(error), status=400)
    story = _story_at(request.GET.get("url", ""))
    tag_response(request, f"story:{story.pk}")
    told = _told(story, most_wide, most_high)
    response = _xml(told) if form == "xml" else JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _pixels(request: HttpRequest, name: str, ours: int) -> int:
    asked = request.GET.get(name, "")
    if not asked:
        return ours
    if not (asked.isascii() and asked.isdigit() and len(asked) < 6 and int(asked)):
        raise Unreadable(_("%(name)s is a number of pixels.") % {"name": name})
    return min(ours, int(asked))


def _story_at(address: str) -> StoryPage:
    """The story that readers see at `address`. Anything else is a 404: drafts, other pages, other people's sites."""
    try:
        parts = urlsplit(address[:LONGEST_ADDRESS])
        place = (parts.hostname, parts.port)
    except ValueError:
        raise Http404 from None
    front = FrontPage.objects.live().first()
    if parts.scheme not in {"http", "https"} or front is None or place not in _own_places(front):
        raise Http404
    path = sendable(unquote(parts.path)).strip("/")
    story: StoryPage | None = StoryPage.objects.visible_to_readers().filter(url_path=f"{front.url_path}{path}/").first()
    if story is None:
        raise Http404
    return story


def _own_places(front: FrontPage) -> set[tuple[str | None, int | None]]:
    ours = [urlsplit(settings.BASE_URL), urlsplit(front.full_url or "")]
    return {(one.hostname, one.port) for one in ours}


def _told(story: StoryPage, most_wide: int, most_high: int) -> dict[str, Any]:
    words = {"story": story, "address": story.full_url, "paper_name": settings.PAPER_NAME}
    told = {
        "version": "1.0",
        "type": "rich",
        "title": sendable(story.title),
        "author_name": ", ".join(sendable(one.name) for one in story.byline_entries),
        "provider_name": settings.PAPER_NAME,
        "provider_url": f"{settings.BASE_URL}/",
        "cache_age": DAY,
        "width": most_wide,
        "height": most_high,
        "html": sendable(render_to_string("stories/feeds/oembed.html", words)).strip(),
    }
    picture = _fitting(structured_images(story), most_wide, most_high)
    if picture:
        told |= {
            "thumbnail_url": picture.address,
            "thumbnail_width": picture.width,
            "thumbnail_height": picture.height,
        }
    return {name: value for name, value in told.items() if value != ""}


def _fitting(images: list[Image], most_wide: int, most_high: int) -> Image | None:
    return next((one for one in images if one.width <= most_wide and one.height <= most_high), None)


def _xml(told: dict[str, Any]) -> HttpResponse:
    lines = "".join(f"<{name}>{escape(str(value))}</{name}>\n" for name, value in told.items())
    text = f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>\n{lines}</oembed>\n'
    return HttpResponse(text, content_type="text/xml; charset=utf-8")


def _plain(words: str, *, status: int) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
