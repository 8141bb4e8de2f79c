"""Comments, threads and readers in the words of the schemas. Reads nothing: queries have done that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse

from standfirst.comments.actions.editing import editable_until
from standfirst.comments.models import Comment, Thread
from standfirst.comments.queries import Fold, ShownComment, ThreadPage
from standfirst.comments.queries.places import Place
from standfirst.stories.addresses import absolute
from standfirst.stories.models import StoryPage

Told = dict[str, Any]


def tell_thread(thread: Thread, place: Place, *, is_open: bool) -> Told:
    return {
        "id": thread.pk,
        "story_id": thread.story_id,
        "page_address": "" if isinstance(place, StoryPage) else place.address,
        "title": place.title,
        "html_url": absolute(place.url),
        "kind": thread.kind,
        "comment_count": thread.comment_count,
        "question_count": thread.question_count,
        "answered_count": thread.answered_count,
        "is_open": is_open,
        "questions_from": thread.questions_from,
        "questions_until": thread.questions_until,
        "closes_at": thread.closes_at,
    }


def tell_comment(comment: ShownComment) -> Told:
    stub = comment.is_stub
    author, parent = comment.author, comment.parent
    page = absolute(reverse("reader", args=[author.reference])) if author.reference else ""
    return {
        "type": "comment",
        "id": comment.pk,
        "html_url": absolute(reverse("comment", args=[comment.pk])),
        "state": comment.state,
        "author": None
        if stub
        else {
            "name": author.display_name,
            "reference": author.reference,
            "html_url": page,
            "badge": author.badge,
            "badge_words": author.badge_in_words,
            "is_supporter": author.is_supporter,
            "is_former": author.is_closed,
        },
        "parent": {"id": parent.pk, "author_name": parent.author.display_name} if parent else None,
        "depth": comment.depth,
        "html": comment.body_html,
        "posted_at": comment.posted_at,
        "edited_at": comment.edited_at,
        "is_pick": comment.is_pick and not stub,
        "recommend_count": comment.recommend_count,
    }


def tell_page(page: ThreadPage) -> Told:
    items: list[Told] = []
    top = 0
    for one in page.comments:
        if isinstance(one, Fold):
            items.append({"type": "fold", "replies": one.replies, "url": more_below(top, one.address)})
        else:
            top = one.pk if one.depth == 1 else top
            items.append(tell_comment(one))
    base = reverse("api:comments", args=[page.thread.pk])
    return {
        "thread_id": page.thread.pk,
        "sort": page.sort,
        "is_open": page.is_open,
        "has_picks": page.has_picks,
        "items": items,
        "next": absolute(f"{base}?{urlsplit(page.more).query}") if page.more else "",
    }


def tell_branch(page: ThreadPage, *, comment_id: int) -> Told:
    shown = [one for one in page.comments if not isinstance(one, Fold)]
    folds = [one for one in page.comments if isinstance(one, Fold)]
    at = [one.pk for one in shown].index(comment_id)
    return {
        "thread_id": page.thread.pk,
        "is_open": page.is_open,
        "parents": [tell_comment(one) for one in shown[:at]],
        "comment": tell_comment(shown[at]),
        "replies": [tell_comment(one) for one in shown[at + 1 :]],
        "next": more_below(comment_id, folds[-1].address) if folds else "",
    }


def more_below(comment_id: int, address: str) -> str:
    """Where replies go on: the cursor is that of the page."""
    query = urlsplit(address).query
    return absolute(reverse("api:comment", args=[comment_id]) + (f"?{query}" if query else ""))


def tell_own(comment: Comment, *, why: str = "") -> Told:
    return {
        "id": comment.pk,
        "thread_id": comment.thread_id,
        "html_url": absolute(reverse("comment", args=[comment.pk])),
        "parent_id": comment.parent_id,
        "state": comment.state,
        "why": why,
        "text": comment.body,
        "html": comment.body_html,
        "revision": comment.revision,
        "posted_at": comment.posted_at,
        "edited_at": comment.edited_at,
        "editable_until": editable_until(comment),
        "recommend_count": comment.recommend_count,
    }


def tell_all_own(comments: Sequence[Comment], reasons: dict[int, str]) -> list[Told]:
    return [tell_own(one, why=reasons.get(one.pk, "")) for one in comments]
