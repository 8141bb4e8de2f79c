"""Feeds of a thread and of a reader, in the formats of the paper's other feeds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from standfirst.accounts.models import User
from standfirst.comments.models import Thread
from standfirst.comments.queries.pages import comment_place
from standfirst.comments.queries.places import public_place
from standfirst.comments.queries.reading import IN_A_FEED, Said, reader_by_reference, said_by, said_in
from standfirst.edge.caching import public_page, tag_response
from standfirst.stories.addresses import FORMATS, absolute
from standfirst.stories.feeds import WRITERS
from standfirst.stories.models import StoryPage
from standfirst.stories.syndication.characters import sendable
from standfirst.stories.syndication.entries import Author, Entry, Feed

SUMMARY_LETTERS = 200


@require_safe
@public_page
def thread_feed(request: HttpRequest, thread_id: int, file: str) -> HttpResponse:
    """The newest comments of a thread."""
    place = public_place(thread_id)
    if place is None:
        raise Http404
    tag_response(request, f"thread:{thread_id}")
    if isinstance(place, StoryPage):
        tag_response(request, f"story:{place.pk}")
    thread: Thread = place.thread
    title = _("Comments on %(headline)s") % {"headline": place.title}
    return _feed(request, file, said_in(thread=thread, place=place), title=title, home=place.url)


@require_safe
@public_page
def reader_feed(request: HttpRequest, reference: str, file: str) -> HttpResponse:
    """The newest public comments of one reader."""
    try:
        reader = reader_by_reference(reference)
    except User.DoesNotExist:
        raise Http404 from None
    tag_response(request, f"reader:{reader.pk}")
    said = said_by(reader=reader, limit=IN_A_FEED).said
    tag_response(request, *(f"thread:{one.thread_id}" for one in said), *(f"story:{one.place.pk}" for one in said))
    title = _("Comments by %(name)s") % {"name": reader.display_name}
    return _feed(request, file, said, title=title, home=f"/readers/{reader.reference}/")


def _feed(request: HttpRequest, file: str, said: Sequence[Said], *, title: str, home: str) -> HttpResponse:
    if file not in FORMATS:
        raise Http404
    paper = sendable(settings.PAPER_NAME)
    feed = Feed(
        title=f"{sendable(title)} · {paper}",
        description=sendable(title),
        home=absolute(home),
        address=absolute(request.path),
        language=settings.LANGUAGE_CODE,
        publisher=paper,
        # Hubs are told of stories only.
        hub="",
        entries=[_entry(one) for one in said],
    )
    response = HttpResponse(WRITERS[file](feed), content_type=f"{FORMATS[file]}; charset=utf-8")
    response["Link"] = f'<{feed.address}>; rel="self"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


def plain_words(html: str) -> str:
    """The words of a comment's HTML as they were typed: each format writes an `&` in its own way."""
    return unescape(strip_tags(re.sub(r"</(p|li)>|<br>", " ", html)))


def _entry(said: Said) -> Entry:
    comment = said.comment
    name = sendable(comment.author.display_name) or _("A reader")
    address = f"/readers/{comment.author.reference}/" if comment.author.reference else ""
    return Entry(
        story_id=said.place.pk,
        id=absolute(f"/comments/{comment.pk}/"),
        address=absolute(f"{comment_place(said.thread_id, said.number)}#comment-{comment.pk}"),
        headline=_("%(name)s on %(headline)s") % {"name": name, "headline": sendable(said.place.title)},
        summary=sendable(Truncator(plain_words(comment.body_html)).chars(SUMMARY_LETTERS)),
        content=sendable(comment.body_html),
        published_at=comment.posted_at,
        updated_at=comment.edited_at or comment.posted_at,
        # Beside the name and not in it: a name is what a reader has chosen.
        tags=[comment.author.badge_in_words] if comment.author.badge else [],
        authors=[Author(name=name, address=absolute(address) if address else "")],
    )
