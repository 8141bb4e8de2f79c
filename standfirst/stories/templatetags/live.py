"""`{% live_blog page %}`: the entries of a story; `{% live_structured_data page %}`: the same for machines."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from standfirst.edge.caching import tag_response
from standfirst.stories.live.structured import Coverage, Update, as_element, live_blog_posting
from standfirst.stories.live.writing import plain_words
from standfirst.stories.models import LiveEntry, StoryPage
from standfirst.stories.queries.live import LivePage, first_page

register = template.Library()
COUNTED = 9


@register.inclusion_tag("stories/live/blog.html", takes_context=True)
def live_blog(context: template.Context, story: StoryPage) -> dict[str, Any]:
    """The first page of entries, kept until one of them changes. Only for stories that are live blogs."""
    request = context.get("request")
    if request is not None:
        tag_response(request, f"live:{story.pk}")
    return {"story": story, "live": _front(story), "news_words": news_words()}


@register.simple_tag(takes_context=True)
def live_structured_data(context: template.Context, story: StoryPage) -> SafeString:
    """The story as a LiveBlogPosting; nothing for other stories. Costs no queries beside those of `live_blog`."""
    if getattr(story, "live_blog", None) is None:
        return mark_safe("")
    page = _front(story)
    root = (story.get_url_parts(context.get("request")) or (0, "", ""))[1] or ""
    coverage = Coverage(
        url=f"{root}{story.url}",
        headline=str(story.title),
        description=story.search_description or story.standfirst,
        publisher=str(context.get("paper_name", "")),
        published_at=story.published_at,
        updated_at=page.live_blog.updated_at,
        started_at=page.live_blog.started_at,
        ended_at=page.live_blog.ended_at,
        updates=[_update(entry, root) for entry in (*page.pinned, *page.entries) if not entry.is_stub],
    )
    return mark_safe(as_element(live_blog_posting(coverage)))


def news_words() -> str:
    """What the button says for one new entry, for two, and so on, parted by `|`; the last for any higher number."""
    counted = [ngettext("%(n)d new entry", "%(n)d new entries", n) % {"n": n} for n in range(1, COUNTED + 1)]
    return "|".join([*counted, gettext("Many new entries")])


def _update(entry: LiveEntry, root: str) -> Update:
    return Update(
        url=f"{root}{entry.url}",
        headline=entry.title,
        words=plain_words(entry.text_html),
        posted_at=entry.posted_at,
        updated_at=entry.updated_at,
        author=entry.contributor.name if entry.contributor else "",
    )


def _front(story: StoryPage) -> LivePage:
    """Fetched once for a page that is being made, whichever tag comes first."""
    found: LivePage = story.__dict__.get("live_front") or story.__dict__.setdefault(
        "live_front", first_page(story.live_blog)
    )
    return found
