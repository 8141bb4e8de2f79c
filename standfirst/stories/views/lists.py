"""Topics, contributors and corrections: public pages that are lists."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from standfirst.edge.caching import public_page, tag_response
from standfirst.stories.models import Contributor, Topic
from standfirst.stories.queries.lists import (
    in_their_sections,
    public_corrections,
    stories_of_contributor,
    stories_of_topic,
)
from standfirst.stories.views.paging import page_of

STORIES_ON_A_PAGE = 20
CORRECTIONS_ON_A_PAGE = 30


@require_safe
@public_page
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Topic, slug=slug)
    tag_response(request, f"topic:{found.pk}")
    return _list(request, "stories/topic.html", {"topic": found}, stories_of_topic(topic=found))


@require_safe
@public_page
def contributor(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Contributor.objects.select_related("photograph"), slug=slug)
    tag_response(request, f"contributor:{found.pk}")
    stories = stories_of_contributor(contributor=found)
    return _list(request, "stories/contributor.html", {"contributor": found}, stories)


@require_safe
@public_page
def corrections(request: HttpRequest) -> HttpResponse:
    """What the paper got wrong and has put right, over all stories that readers may see."""
    tag_response(request, "corrections")
    page = page_of(request, public_corrections(), length=CORRECTIONS_ON_A_PAGE)
    in_their_sections(one.story for one in page.object_list)
    tag_response(request, *(f"story:{one.story.pk}" for one in page.object_list))
    return render(request, "stories/corrections.html", {"corrections": page})


def _list(request: HttpRequest, template: str, about: dict[str, object], stories: object) -> HttpResponse:
    page = page_of(request, stories, length=STORIES_ON_A_PAGE)
    page.object_list = in_their_sections(page.object_list)
    # Each story by name as well: one that leaves this topic purges the page it leaves.
    tag_response(request, *(f"story:{story.pk}" for story in page.object_list))
    return render(request, template, {**about, "stories": page, "canonical": request.build_absolute_uri(request.path)})
