"""What stands in the head of pages for machines: how a story is shared, and what search engines are told of it."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.safestring import SafeString, mark_safe

from standfirst.edge.caching import tag_response
from standfirst.stories.addresses import oembed_address
from standfirst.stories.models import StoryPage
from standfirst.stories.queries.facing import Facing, how_it_faces, publisher
from standfirst.stories.structured import news_article, paper_and_site, script_safe

register = template.Library()
# Shared links name a country with the language.
LOCALES = {"en-gb": "en_GB", "ga": "ga_IE", "de": "de_DE"}


@register.inclusion_tag("stories/parts/head.html", takes_context=True)
def story_head(context: template.Context, story: StoryPage, comments: int | None = None) -> dict[str, Any]:
    """Everything between story and world: cards for sharing, other languages, oEmbed, structured data.

    `comments` is the number of comments, for those who know it. The page is tagged with every version it links to.
    """
    facing = _facing(context, story, comments)
    article = facing.article
    return {
        "story": story,
        "article": article,
        "paper_name": context.get("paper_name", ""),
        "description": article.description,
        "picture": facing.images[0] if facing.images else None,
        "alternative": facing.alternative,
        "locale": LOCALES.get(article.language, article.language),
        "own_language": article.language,
        "versions": [(_language_of(one), one.full_url) for one in facing.versions],
        "oembed": oembed_address(article.address, "json"),
        "oembed_xml": oembed_address(article.address, "xml"),
        # A live blog tells of itself as one, beside its entries; not twice.
        "data": "" if getattr(story, "live_blog", None) else _script(news_article(article, publisher())),
    }


@register.inclusion_tag("stories/parts/also_in.html", takes_context=True)
def also_in(context: template.Context, story: StoryPage) -> dict[str, Any]:
    """The way to the story in other languages, each by its own name; nothing where there is none."""
    versions = _facing(context, story, None).versions
    return {"versions": [(_language_of(one), LANG_INFO[_language_of(one)]["name_local"], one.url) for one in versions]}


@register.simple_tag(takes_context=True)
def paper_data(context: template.Context) -> SafeString:
    """What search engines are told of the paper, on its front."""
    page = context["page"]
    description = page.search_description or page.tagline
    return _script(paper_and_site(publisher(), description=description, language=settings.LANGUAGE_CODE))


def _facing(context: template.Context, story: StoryPage, comments: int | None) -> Facing:
    """Asked for in the head and again in the text, looked up once."""
    request: Any = context.get("request")
    held: Facing | None = request.__dict__.get("story_facing") if request else None
    if held is None:
        held = how_it_faces(story, comments=comments)
        if request:
            request.__dict__["story_facing"] = held
            tag_response(request, *(f"story:{one.pk}" for one in held.versions))
    return held


def _language_of(story: StoryPage) -> str:
    return str(story.language or settings.LANGUAGE_CODE)


def _script(document: dict[str, Any]) -> SafeString:
    return mark_safe(f'<script type="application/ld+json">{script_safe(document)}</script>')
