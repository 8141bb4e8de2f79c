"""`{% most_read %}`: what is read most, as a list for the side or the foot of a page."""

from __future__ import annotations

from typing import Any

from django import template

from standfirst import clock
from standfirst.edge.caching import keep_at_most, tag_response
from standfirst.stories.queries.reading import most_read as find_most_read

register = template.Library()
TRUE_FOR_SECONDS = 900


@register.inclusion_tag("stories/parts/ranking.html", takes_context=True)
def most_read(context: template.Context) -> dict[str, Any]:
    """The list with its heading; nothing where too little was read. The page is made anew each quarter of an hour."""
    request: Any = context["request"]
    stories = find_most_read(now=clock.now())
    keep_at_most(request, TRUE_FOR_SECONDS)
    tag_response(request, *(f"story:{story.pk}" for story in stories))
    return {"stories": stories, "kind": "read"}
