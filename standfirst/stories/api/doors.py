"""What the API tells of stories and sections, and at which addresses. Mounted below /api/v3/ by `mounting.py`."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from ninja import Field, Path, Query, Router
from ninja.errors import HttpError
from wagtail.models import Site

from standfirst.edge.caching import tag_response
from standfirst.stories.api.bodies import tell_body
from standfirst.stories.api.reading import find_stories, root_of, tell_section, tell_stories
from standfirst.stories.api.schemas import SectionList, StoryDetail, StoryFilters, StoryList
from standfirst.stories.framing import tag_embeds
from standfirst.stories.models import SectionPage, StoryPage

router = Router(tags=["stories"])
Id = Annotated[int, Path(ge=1, le=2**63 - 1)]


@router.get(
    "/pages/",
    response=StoryList,
    url_name="stories",
    operation_id="stories_list",
    summary="Public stories, newest first",
)
def stories(request: HttpRequest, filters: Query[StoryFilters]) -> Any:
    only_known(request, StoryFilters.model_fields)
    tag_response(request, "front")
    found = find_stories(filters)
    some = list(found[filters.offset : filters.offset + filters.limit])
    tag_response(request, *(f"story:{story.pk}" for story in some))
    return {"count": found.count(), "items": tell_stories(request, some)}


@router.get(
    "/pages/find/",
    response={302: None},
    url_name="find_story",
    operation_id="stories_find",
    summary="The story at an address of the paper",
)
def find_story(request: HttpRequest, html_path: Annotated[str, Field(max_length=500, pattern=r"^[-/\w.]*$")]) -> Any:
    only_known(request, ["html_path"])
    site = Site.find_for_request(request)
    parts = [part for part in html_path.split("/") if part]
    path = f"{site.root_page.url_path}{'/'.join(parts)}/" if site else ""
    story = StoryPage.objects.visible_to_readers().filter(url_path=path).first()
    if story is None:
        raise Http404("There is no story at this address.")
    return redirect("api:story", story.pk)


@router.get(
    "/pages/{page_id}/",
    response=StoryDetail,
    url_name="story",
    operation_id="stories_detail",
    summary="One public story with its body",
)
def story(request: HttpRequest, page_id: Id) -> Any:
    only_known(request, [])
    tag_response(request, f"story:{page_id}")
    found = StoryPage.objects.visible_to_readers().select_related("agency").filter(pk=page_id).first()
    if found is None:
        if StoryPage.objects.filter(pk=page_id, withdrawn_at__isnull=False).exists():
            raise HttpError(410, "This story was withdrawn.")
        raise Http404("There is no such story.")
    tag_embeds(request, found.embeds.values())
    related = [
        {"id": one.pk, "title": one.title, "html_url": one.get_full_url(request)} for one in found.related_stories
    ]
    tag_response(request, *(f"story:{one['id']}" for one in related))
    is_ours = found.agency is None
    body = tell_body(request, found, root=root_of(request)) if is_ours else []
    return {**tell_stories(request, [found])[0], "is_full_text": is_ours, "body": body, "related": related}


@router.get(
    "/sections/",
    response=SectionList,
    url_name="sections",
    operation_id="sections_list",
    summary="The paper's sections, in order",
)
def sections(request: HttpRequest) -> Any:
    only_known(request, [])
    told = [tell_section(request, section) for section in SectionPage.in_order()]
    return {"count": len(told), "items": told}


def only_known(request: HttpRequest, names: Any) -> None:
    """Refuse a question with words that mean nothing here: a slip of the pen is told, and answered by no long list."""
    unknown = sorted(set(request.GET) - set(names))
    if unknown:
        raise HttpError(400, f"Unknown: {', '.join(unknown)[:200]}.")
