"""What anybody may read of the conversation; the same for everyone, kept at the edge."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Query

from standfirst import clock
from standfirst.accounts.models import User
from standfirst.comments.api import schemas as words
from standfirst.comments.api.routing import router
from standfirst.comments.api.telling import tell_branch, tell_comment, tell_page, tell_thread
from standfirst.comments.cursors import read_cursor, read_sort
from standfirst.comments.models import Comment
from standfirst.comments.queries import branch_page, public_place, thread_page
from standfirst.comments.queries.places import Place
from standfirst.comments.queries.reading import (
    counts_of_pages,
    counts_of_stories,
    reader_by_reference,
    said_by,
    threads_under,
)
from standfirst.edge.caching import keep_at_most, tag_response
from standfirst.stories.addresses import absolute
from standfirst.stories.api.doors import only_known
from standfirst.stories.models import StoryPage

MOST_AT_ONCE = 100
UNKNOWN_PAGE_SECONDS = 60
SUPPORT_TRUE_FOR_SECONDS = 3600
Stories = Annotated[str, Query("", pattern=r"^([0-9]{1,15}(,[0-9]{1,15}){0,99})?$", description="Ids: `12,15`.")]
Pages = Annotated[list[str], Query([], alias="page", max_length=MOST_AT_ONCE, description="Addresses elsewhere.")]


@router.get(
    "/threads/", response=words.Threads, url_name="threads", operation_id="threads_list",
    summary="The threads of stories, and of pages elsewhere",
)  # fmt: skip
def threads(request: HttpRequest, stories: Stories, page: Pages) -> Any:
    """Those that are not public, or that there are not, are left out. A hundred at most of each kind."""
    only_known(request, ["stories", "page"])
    story_ids = numbers_in(stories)
    found = threads_under(story_ids=story_ids, addresses=page)
    tag_asked(request, story_ids, [thread.pk for thread, _ in found])
    if page:
        keep_at_most(request, UNKNOWN_PAGE_SECONDS)
    now = clock.now()
    told = [tell_thread(thread, place, is_open=thread.takes_comments(place=place, now=now)) for thread, place in found]
    return {"items": told}


@router.get(
    "/counts/", response=words.Counts, url_name="counts", operation_id="counts",
    summary="How many comments stand under stories, and under pages elsewhere",
)  # fmt: skip
def counts(request: HttpRequest, stories: Stories, page: Pages) -> Any:
    """Those that are not public, or that there are not, are left out. A hundred at most of each kind."""
    only_known(request, ["stories", "page"])
    story_ids = numbers_in(stories)
    of_stories = counts_of_stories(story_ids) if story_ids else {}
    of_pages = counts_of_pages(page) if page else {}
    tag_asked(request, story_ids, [thread for thread, _ in (*of_stories.values(), *of_pages.values())])
    if page:
        keep_at_most(request, UNKNOWN_PAGE_SECONDS)
    return {
        "stories": {str(story): count for story, (_, count) in sorted(of_stories.items())},
        "pages": {address: count for address, (_, count) in sorted(of_pages.items())},
    }


@router.get(
    "/threads/{thread_id}/", response=words.Thread, url_name="thread", operation_id="threads_detail",
    summary="One thread",
)  # fmt: skip
def thread(request: HttpRequest, thread_id: words.Id) -> Any:
    only_known(request, [])
    place = place_of_thread(request, thread_id)
    found = place.thread
    return tell_thread(found, place, is_open=found.takes_comments(place=place, now=clock.now()))


@router.get(
    "/threads/{thread_id}/comments/", response=words.CommentPage, url_name="comments", operation_id="comments_list",
    summary="The comments of a thread, in an order",
)  # fmt: skip
def comments(request: HttpRequest, thread_id: words.Id, after: words.Cursor, sort: words.Order | None = None) -> Any:
    """About sixty at once. Follow `next`, which carries the cursor: nothing is missed or told twice meanwhile.

    Without a `sort` the thread's usual order: `oldest`, in a thread of questions `questions`, where answers lead.
    """
    only_known(request, ["sort", "after"])
    place = place_of_thread(request, thread_id)
    order = read_sort(sort or "", asks_questions=place.thread.asks_questions)
    return tell_page(thread_page(thread=place.thread, place=place, sort=order, after=read_cursor(after, order)))


@router.get(
    "/comments/{comment_id}/", response=words.Branch, url_name="comment", operation_id="comments_detail",
    summary="One comment in its place",
)  # fmt: skip
def comment(request: HttpRequest, comment_id: words.Id, after: words.Cursor) -> Any:
    """With those it answers, and the replies below it, about sixty at once; `next` leads on."""
    only_known(request, ["after"])
    thread_id, number = Comment.objects.public().values_list("thread_id", "number").get(pk=comment_id)
    place = place_of_thread(request, thread_id)
    page = branch_page(thread=place.thread, place=place, number=number, after=after)
    return tell_branch(page, comment_id=comment_id)


@router.get(
    "/readers/{reference}/", response=words.Reader, url_name="reader", operation_id="readers_detail",
    summary="A reader, as others see them",
)  # fmt: skip
def reader(request: HttpRequest, reference: words.Reference) -> Any:
    only_known(request, [])
    found = reader_named(request, reference)
    keep_at_most(request, SUPPORT_TRUE_FOR_SECONDS)
    until = found.supporter_until
    return {
        "reference": found.reference,
        "name": found.display_name,
        "html_url": absolute(reverse("reader", args=[found.reference])),
        "about": found.about,
        "picture_url": absolute(found.picture_address) if found.picture_address else "",
        "is_staff": found.is_staff,
        "is_supporter": found.shows_support and until is not None and until > clock.now(),
        "here_since": f"{found.joined_at:%Y-%m}",
    }


@router.get(
    "/readers/{reference}/comments/", response=words.SaidPage, url_name="said", operation_id="readers_comments",
    summary="What a reader has said in public, newest first",
)  # fmt: skip
def said(request: HttpRequest, reference: words.Reference, before: words.Before) -> Any:
    only_known(request, ["before"])
    page = said_by(reader=reader_named(request, reference), before=before or None)
    tag_asked(request, [], [one.thread_id for one in page.said])
    tag_response(request, *(f"story:{one.place.pk}" for one in page.said if isinstance(one.place, StoryPage)))
    base = reverse("api:said", args=[reference])
    return {
        "items": [
            {"comment": tell_comment(one.comment), "thread_id": one.thread_id, "page_title": one.place.title}
            for one in page.said
        ],
        "next": absolute(f"{base}?before={page.older}") if page.older else "",
    }


def place_of_thread(request: HttpRequest, thread_id: int) -> Place:
    """What the thread stands under, as far as readers may see it; the answer is tagged with both."""
    place = public_place(thread_id)
    if place is None:
        raise Http404
    tag_asked(request, [place.pk] if isinstance(place, StoryPage) else [], [thread_id])
    return place


def reader_named(request: HttpRequest, reference: str) -> User:
    found = reader_by_reference(reference)
    tag_response(request, f"reader:{found.pk}")
    return found


def tag_asked(request: HttpRequest, story_ids: list[int], thread_ids: list[int]) -> None:
    """By story too, also of those that were not found: one that is withdrawn or published changes the answer."""
    tag_response(request, *(f"story:{one}" for one in story_ids), *(f"thread:{one}" for one in thread_ids))


def numbers_in(text: str) -> list[int]:
    return [int(one) for one in text.split(",") if one]
