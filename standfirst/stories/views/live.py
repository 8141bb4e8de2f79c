"""A live blog beyond its story's page: older entries, one entry by its address, what changed since."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from standfirst.edge.caching import public_page, tag_response
from standfirst.stories.addresses import absolute
from standfirst.stories.live.cursors import BadCursor, read_cursor
from standfirst.stories.live.writing import first_words, plain_words
from standfirst.stories.models import LiveBlog, LiveEntry, StoryPage
from standfirst.stories.queries.live import LivePage, changes_since, page_before, page_from


class Withdrawn(Exception):
    """The story was withdrawn, and all its entries with it."""

    def __init__(self, story: StoryPage) -> None:
        super().__init__(story.pk)
        self.story = story


@require_safe
@public_page
def live_entries(request: HttpRequest, story_id: int) -> HttpResponse:
    """Entries before a place; without one the story's own page has them."""
    try:
        live_blog = public_live_blog(request, story_id)
        before = request.GET.get("before", "")
        if not before:
            return redirect(live_blog.story.url, permanent=True)
        return show(request, page_before(live_blog, read_cursor(before)))
    except Withdrawn as withdrawn:
        return answer_withdrawn(request, withdrawn)
    except BadCursor as bad:
        raise Http404(str(bad)) from bad


@require_safe
@public_page
def live_entry(request: HttpRequest, story_id: int, entry_id: int) -> HttpResponse:
    """One entry on top of those before it. A removed one answers 410 with its reason."""
    try:
        live_blog = public_live_blog(request, story_id)
    except Withdrawn as withdrawn:
        return answer_withdrawn(request, withdrawn)
    entry = get_object_or_404(live_blog.entries.with_furniture(), pk=entry_id)
    tag_response(request, f"live-entry:{entry.pk}")
    if entry.is_stub:
        return render(request, "stories/live/gone.html", {"story": live_blog.story, "entry": entry}, status=410)
    return show(request, page_from(entry), entry=entry)


@require_safe
@public_page
def live_since(request: HttpRequest, story_id: int, version: int) -> HttpResponse:
    """For open pages: what has changed since a version. All who know the same version are given one kept answer."""
    try:
        live_blog = public_live_blog(request, story_id)
    except Withdrawn as withdrawn:
        return answer_withdrawn(request, withdrawn)
    if version > live_blog.version:
        raise Http404("No page of ours knows that version")
    tag_response(request, f"live:{story_id}")
    answer = render(request, "stories/live/since.html", {"changes": changes_since(live_blog, version)})
    answer["X-Robots-Tag"] = "noindex"
    return answer


def public_live_blog(request: HttpRequest, story_id: int) -> LiveBlog:
    """The live blog of a story that readers may see. Raises Http404 for drafts and strangers, Withdrawn."""
    tag_response(request, f"story:{story_id}")
    # By the tree's own number: Django knows of that one, and not of a story's, which numbers no table can hold.
    story = StoryPage.objects.visible_to_readers().filter(id=story_id, live_blog__isnull=False).first()
    if story is None:
        gone = StoryPage.objects.filter(id=story_id, live=False, withdrawn_at__isnull=False, live_blog__isnull=False)
        for withdrawn in gone:
            raise Withdrawn(withdrawn)
        raise Http404("No live blog")
    live_blog: LiveBlog = story.live_blog
    return live_blog


def show(request: HttpRequest, live: LivePage, *, entry: LiveEntry | None = None) -> HttpResponse:
    story = live.live_blog.story
    tag_response(request, *(f"live-entry:{one.pk}" for one in live.entries))
    return render(
        request,
        "stories/live/page.html",
        {"story": story, "live": live, "is_older": True, **_for_sharing(story, entry)},
    )


def answer_withdrawn(request: HttpRequest, withdrawn: Withdrawn) -> HttpResponse:
    return render(request, "web/410.html", {"story": withdrawn.story}, status=410)


def _for_sharing(story: StoryPage, entry: LiveEntry | None) -> dict[str, Any]:
    """What the head of the page says. The story is the address to be found under; the entry's own is for sharing."""
    if entry is None:
        return {"description": story.standfirst, "canonical": story.full_url}
    root = (story.get_url_parts() or (0, "", ""))[1]
    picture = entry.picture or story.lead_picture
    shared = next(iter(picture.structured_renditions()), None) if picture else None
    return {
        "entry": entry,
        "description": first_words(plain_words(entry.text_html), most=200) or story.standfirst,
        "canonical": f"{story.full_url}#entry-{entry.pk}",
        "address": f"{root}{entry.url}",
        "picture": picture,
        "shared": shared,
        "shared_address": absolute(shared.url) if shared else "",
    }
