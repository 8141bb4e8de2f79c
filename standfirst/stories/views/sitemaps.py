"""Sitemaps: the index, its parts, and the one for news."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from standfirst import clock
from standfirst.edge.caching import keep_at_most, public_page, tag_response
from standfirst.stories.queries.sitemaps import (
    lists_in_sitemap,
    news_in_sitemap,
    sitemap_parts,
    stories_in_sitemap,
)
from standfirst.stories.syndication.sitemaps import MEDIA_TYPE, write_index, write_news_sitemap, write_sitemap

# News leaves its sitemap by growing old, which purges nothing.
NEWS_TRUE_FOR_SECONDS = 600
FIRST_YEAR, LAST_YEAR = 1600, 9998


@require_safe
@public_page
def sitemap_index(request: HttpRequest) -> HttpResponse:
    tag_response(request, "sitemap")
    return HttpResponse(write_index(sitemap_parts()), content_type=MEDIA_TYPE)


@require_safe
@public_page
def sitemap_of_lists(request: HttpRequest) -> HttpResponse:
    return HttpResponse(write_sitemap(lists_in_sitemap(request)), content_type=MEDIA_TYPE)


@require_safe
@public_page
def sitemap_of_month(request: HttpRequest, year: int, month: int, part: int) -> HttpResponse:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= part <= 1000):
        raise Http404
    tag_response(request, "sitemap")
    places = stories_in_sitemap(year=year, month=month, part=part, request=request)
    if not places:
        raise Http404
    return HttpResponse(write_sitemap(places), content_type=MEDIA_TYPE)


@require_safe
@public_page
def news_sitemap(request: HttpRequest) -> HttpResponse:
    tag_response(request, "sitemap")
    keep_at_most(request, NEWS_TRUE_FOR_SECONDS)
    places = news_in_sitemap(now=clock.now(), request=request)
    return HttpResponse(write_news_sitemap(places, publication=settings.PAPER_NAME), content_type=MEDIA_TYPE)
