"""Reads public stories for the API, so many at a time with a fixed number of queries."""

from __future__ import annotations

import mimetypes
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Site

from standfirst.stories.api.schemas import StoryFilters
from standfirst.stories.embeds import piece_at
from standfirst.stories.models import Byline, Correction, Rendition, SectionPage, StoryPage

Told = dict[str, Any]


def find_stories(filters: StoryFilters) -> Any:
    """Public stories that match, newest first."""
    stories = (
        StoryPage.objects.visible_to_readers().select_related("agency").defer("body", "usage_terms", "editors_note")
    )
    if filters.section:
        section = SectionPage.objects.live().filter(slug=filters.section).first()
        stories = stories.child_of(section) if section else stories.none()
    if filters.topic:
        stories = stories.filter(topics__slug=filters.topic)
    if filters.contributor:
        stories = stories.filter(pk__in=Byline.objects.filter(contributor__slug=filters.contributor).values("story_id"))
    if filters.language == settings.LANGUAGE_CODE:
        stories = stories.filter(language__in=["", filters.language])
    elif filters.language:
        stories = stories.filter(language=filters.language)
    return stories.order_by("-first_published_at", "-pk")


def tell_stories(request: HttpRequest, stories: Sequence[StoryPage]) -> list[Told]:
    """The stories in the words of StorySummary."""
    ids = [story.pk for story in stories]
    bylines = _by_story(Byline.objects.filter(story_id__in=ids).select_related("contributor", "agency"))
    corrections = _by_story(Correction.objects.filter(story_id__in=ids).order_by("-made_at"))
    topics = _topics(ids)
    sizes = _sizes([story.lead_picture_id for story in stories if story.lead_picture_id])
    sections = {section.path: section for section in SectionPage.objects.live()}
    return [
        {
            **_own(request, story),
            "section": tell_section(request, sections.get(story.path[: -StoryPage.steplen])),
            "bylines": [_tell_byline(one) for one in bylines[story.pk]],
            "topics": topics[story.pk],
            "lead_picture": _tell_picture(request, story, sizes[story.lead_picture_id]),
            "corrections": [
                {"kind": one.kind, "text": one.text, "made_at": one.made_at} for one in corrections[story.pk]
            ],
        }
        for story in stories
    ]


def tell_section(request: HttpRequest, section: SectionPage | None) -> Told | None:
    if section is None:
        return None
    html_url = section.get_full_url(request)
    return {"id": section.pk, "title": section.title, "slug": section.slug, "html_url": html_url}


def root_of(request: HttpRequest) -> str:
    """Where the site's addresses begin, for those that are told without their host."""
    site = Site.find_for_request(request)
    return str(site.root_url) if site else settings.BASE_URL


def _own(request: HttpRequest, story: StoryPage) -> Told:
    """What stands in the story's own row."""
    detail = reverse("api:story", args=[story.pk])
    plain = ["front_headline", "social_headline", "kicker", "standfirst", "dateline", "copyright_notice"]
    return {
        "id": story.pk,
        "meta": {
            "detail_url": urljoin(root_of(request), detail),
            "html_url": story.get_full_url(request),
            "slug": story.slug,
            "first_published_at": story.first_published_at,
        },
        "title": story.title,
        "search_headline": story.seo_title,
        **{name: getattr(story, name) for name in plain},
        "lead_embed": piece.address if (piece := piece_at(story.lead_embed)) else "",
        "language": story.language or settings.LANGUAGE_CODE,
        "agency": {"name": story.agency.name, "credit_line": story.agency.credit_line} if story.agency else None,
        "published_at": story.published_at,
        "updated_at": story.updated_at,
    }


def _tell_byline(byline: Byline) -> Told:
    is_person = byline.contributor is not None
    slug = byline.contributor.slug if byline.contributor else ""
    return {"kind": "contributor" if is_person else "agency", "name": byline.name, "role": byline.role, "slug": slug}


def _tell_picture(request: HttpRequest, story: StoryPage, sizes: list[Rendition]) -> Told | None:
    picture = story.lead_picture
    if picture is None:
        return None
    return {
        "caption": story.lead_caption,
        "credit": story.lead_credit,
        "alternative": story.lead_alternative,
        "width": picture.width,
        "height": picture.height,
        "sizes": [
            {
                "url": urljoin(root_of(request), size.url),
                "width": size.width,
                "height": size.height,
                "type": mimetypes.guess_type(size.file.name)[0] or "",
            }
            for size in sizes
        ],
    }


def _by_story(rows: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.story_id].append(row)
    return found


def _topics(ids: list[int]) -> dict[int, list[Told]]:
    found: dict[int, list[Told]] = defaultdict(list)
    links = StoryPage.topics.through.objects.filter(storypage_id__in=ids).order_by("topic__name")
    for story_id, name, slug in links.values_list("storypage_id", "topic__name", "topic__slug"):
        found[story_id].append({"name": name, "slug": slug})
    return found


def _sizes(picture_ids: list[int]) -> dict[int | None, list[Rendition]]:
    """Uncropped sizes that are there; none is drawn while somebody waits."""
    found: dict[int | None, list[Rendition]] = defaultdict(list)
    drawn = Rendition.objects.filter(image_id__in=picture_ids, filter_spec__startswith="width-")
    for size in drawn.order_by("width", "filter_spec"):
        found[size.image_id].append(size)
    return found
