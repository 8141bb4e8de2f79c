"""The short way to a story, which is what readers ask for most."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.views import serve

from standfirst.stories.models import StoryPage
from standfirst.stories.pages.section import sections_for


@require_safe
def story_at(request: HttpRequest, section_slug: str, slug: str) -> HttpResponseBase:
    """A public story, found by its address in one step instead of one for each part of it.

    Whatever else stands there (a draft, a withdrawn story, nothing) is for Wagtail to answer.
    """
    section = next((one for one in sections_for(request) if one.slug == section_slug), None)
    story = StoryPage.objects.public_at(section, slug) if section is not None else None
    if story is None:
        answer: HttpResponseBase = serve(request, f"{section_slug}/{slug}/")
        return answer
    for hook in hooks.get_hooks("before_serve_page"):
        result = hook(story, request, [], {})
        if isinstance(result, HttpResponseBase):
            return result
    page: HttpResponseBase = story.serve(request)
    return page
