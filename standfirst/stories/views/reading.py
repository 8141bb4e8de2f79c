"""The short way to a story and to the front, which is what readers ask for most."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.models import Page
from wagtail.views import serve

from standfirst.stories.pages.section import sections_for
from standfirst.stories.queries.fronts import only_front
from standfirst.stories.queries.story_page import public_story


@require_safe
def front(request: HttpRequest) -> HttpResponseBase:
    """The front, without asking first which site it belongs to. Where there are several, that is for Wagtail."""
    page = only_front()
    return serve(request, "") if page is None else _serve(request, page)


@require_safe
def story_at(request: HttpRequest, section_slug: str, slug: str) -> HttpResponseBase:
    """A public story, found by its address in one step instead of one for each part of it.

    Whatever else stands there (a draft, a withdrawn story, nothing) is for Wagtail to answer.
    """
    section = next((one for one in sections_for(request) if one.slug == section_slug), None)
    story = public_story(section, slug) if section is not None else None
    if story is None:
        answer: HttpResponseBase = serve(request, f"{section_slug}/{slug}/")
        return answer
    return _serve(request, story)


def _serve(request: HttpRequest, page: Page) -> HttpResponseBase:
    """As Wagtail serves a page that it has found."""
    for hook in hooks.get_hooks("before_serve_page"):
        result = hook(page, request, [], {})
        if isinstance(result, HttpResponseBase):
            return result
    answer: HttpResponseBase = page.serve(request)
    return answer
