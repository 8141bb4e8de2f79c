"""`{% ask page %}`: the paper's letter that asks for support; `{% ask page at_end=True %}` once more under a story."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from wagtail.models import Page

from standfirst.contributions.actions.asks import ASK_TAG
from standfirst.contributions.models import Ask
from standfirst.contributions.processors.roster import current
from standfirst.edge.caching import tag_response
from standfirst.stories.models import StoryPage

register = template.Library()


@register.inclusion_tag("contributions/ask.html", takes_context=True, name="ask")
def ask(context: Context, page: Page, *, at_end: bool = False) -> dict[str, Any]:
    """The ask in force, the same for everyone; nothing on pages that carry none, or while nobody could give.

    A phone shows one line of it above a story, so that the headline stands in the first screen, and the whole letter
    `at_end`; where there is room it stands whole above the story, and the one at the end is not shown.
    """
    if not getattr(page, "carries_ask", True) or current() is None:
        return {}
    request = context.get("request")
    if request is not None:
        # Also without an ask: the page must learn of the first one.
        tag_response(request, ASK_TAG)
    # Asked for once for a page: the lowest layer of its context outlasts the block in which the tag stands.
    lowest = context.dicts[0]
    if "ask in force" not in lowest:
        lowest["ask in force"] = Ask.objects.in_force()
    in_force = lowest["ask in force"]
    if in_force is None:
        return {}
    return {
        "ask": in_force,
        "amounts": [{"value": money.plain, "words": money.words} for money in in_force.suggestions()],
        "story": page if isinstance(page, StoryPage) else None,
        "at_end": at_end,
    }
