"""Feeds: of the paper, a section, a topic, a contributor, in three formats each."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from standfirst.edge.caching import public_page, tag_response
from standfirst.stories.addresses import FORMATS, absolute, contributor_path, topic_path
from standfirst.stories.models import Contributor, FrontPage, SectionPage, StoryPage, Topic
from standfirst.stories.queries.feeds import feed_entries
from standfirst.stories.syndication.characters import sendable
from standfirst.stories.syndication.entries import Feed
from standfirst.stories.syndication.json_feed import write_json_feed
from standfirst.stories.syndication.xml_feeds import write_atom, write_rss

WRITERS = {"rss.xml": write_rss, "atom.xml": write_atom, "feed.json": write_json_feed}


@require_safe
@public_page
def paper_feed(request: HttpRequest, file: str) -> HttpResponse:
    front = FrontPage.objects.live().first()
    tag_response(request, "front")
    stories = StoryPage.objects.visible_to_readers()
    return _feed(request, file, stories, title="", about=front.tagline if front else "", home="/")


@require_safe
@public_page
def section_feed(request: HttpRequest, slug: str, file: str) -> HttpResponse:
    section = get_object_or_404(SectionPage.objects.live(), slug=slug)
    tag_response(request, f"section:{section.pk}")
    stories = StoryPage.objects.public_in(section)
    about = section.search_description
    return _feed(request, file, stories, title=section.title, about=about, home=section.get_full_url(request))


@require_safe
@public_page
def topic_feed(request: HttpRequest, slug: str, file: str) -> HttpResponse:
    topic = get_object_or_404(Topic, slug=slug)
    tag_response(request, f"topic:{topic.pk}")
    stories = StoryPage.objects.visible_to_readers().filter(topics=topic)
    return _feed(request, file, stories, title=topic.name, about=topic.about, home=topic_path(topic))


@require_safe
@public_page
def contributor_feed(request: HttpRequest, slug: str, file: str) -> HttpResponse:
    contributor = get_object_or_404(Contributor, slug=slug)
    tag_response(request, f"contributor:{contributor.pk}")
    # By way of their keys: a name may stand over one story twice, with two roles.
    theirs = StoryPage.objects.filter(bylines__contributor=contributor).values("pk")
    stories = StoryPage.objects.visible_to_readers().filter(pk__in=theirs)
    home = contributor_path(contributor)
    return _feed(request, file, stories, title=contributor.name, about=contributor.about, home=home)


def _feed(request: HttpRequest, file: str, stories: Any, *, title: str, about: str, home: str) -> HttpResponse:
    """The finished feed, tagged with every story in it, so that each can be corrected or taken back by name."""
    if file not in FORMATS:
        raise Http404
    entries = feed_entries(stories, request=request)
    tag_response(request, *(f"story:{entry.story_id}" for entry in entries))
    paper = sendable(settings.PAPER_NAME)
    feed = Feed(
        title=f"{sendable(title)} · {paper}" if title else paper,
        description=sendable(about) or paper,
        home=absolute(home),
        address=absolute(request.path),
        language=settings.LANGUAGE_CODE,
        publisher=paper,
        hub=settings.WEBSUB_HUB,
        entries=entries,
    )
    response = HttpResponse(WRITERS[file](feed), content_type=f"{FORMATS[file]}; charset=utf-8")
    links = [f'<{feed.address}>; rel="self"', *([f'<{feed.hub}>; rel="hub"'] if feed.hub else [])]
    response["Link"] = ", ".join(links)
    response["Access-Control-Allow-Origin"] = "*"
    return response
