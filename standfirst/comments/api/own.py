"""What is the caller's own, below /api/v3/your/: handed on by the edge as it is, and kept by nobody."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Router

from standfirst import clock
from standfirst.accounts.models import Scope
from standfirst.accounts.restrictions import objection_to
from standfirst.comments.actions.editing import earliest_editable
from standfirst.comments.api import schemas as words
from standfirst.comments.api.callers import ReaderKey, caller_of, user_of
from standfirst.comments.api.telling import tell_all_own, tell_own
from standfirst.comments.models import Comment, Follow
from standfirst.comments.queries import muted_comments, public_place, waiting_comments
from standfirst.comments.queries.own import marks_in, reasons_told, written_by
from standfirst.stories.addresses import absolute
from standfirst.stories.api.doors import only_known

router = Router(tags=["yours"], auth=ReaderKey())


@router.get("/your/", response=words.Own, url_name="your", operation_id="your", summary="Who this is, and what it may")
def your(request: HttpRequest) -> Any:
    only_known(request, [])
    user, bearer = user_of(request), caller_of(request).bearer
    return {
        "reference": user.reference,
        "name": user.display_name,
        "scopes": bearer.scopes if bearer else Scope.values,
        "audience": bearer.audience if bearer else "",
        "expires_at": bearer.expires_at if bearer else None,
        "refusal": objection_to(user, now=clock.now()),
    }


@router.get(
    "/your/comments/", response=words.OwnComments, url_name="your_comments", operation_id="your_comments",
    summary="What one has written, newest first, in whatever state",
)  # fmt: skip
def your_comments(request: HttpRequest, before: words.Before) -> Any:
    only_known(request, ["before"])
    page = written_by(author=user_of(request), before=before or None)
    base = reverse("api:your_comments")
    return {
        "items": tell_all_own(page.comments, reasons_told(page.comments)),
        "next": absolute(f"{base}?before={page.older}") if page.older else "",
    }


@router.get(
    "/your/comments/{comment_id}/", response=words.OwnComment, url_name="your_comment", operation_id="your_comment",
    summary="One's own comment, with its text and what became of it",
)  # fmt: skip
def your_comment(request: HttpRequest, comment_id: words.Id) -> Any:
    only_known(request, [])
    comment = Comment.objects.get(pk=comment_id, author=user_of(request))
    return tell_own(comment, why=reasons_told([comment]).get(comment.pk, ""))


@router.get(
    "/your/threads/{thread_id}/", response=words.OwnThread, url_name="your_thread", operation_id="your_thread",
    summary="What of a thread is one's own",
)  # fmt: skip
def your_thread(request: HttpRequest, thread_id: words.Id) -> Any:
    only_known(request, [])
    if public_place(thread_id) is None:
        raise Http404
    user = user_of(request)
    marks = marks_in(thread_id=thread_id, reader=user, editable_since=earliest_editable(now=clock.now()))
    waiting = waiting_comments(thread_id=thread_id, author=user)
    return {
        "thread_id": thread_id,
        "follows": Follow.objects.filter(thread=thread_id, reader=user).exists(),
        "own": marks.own,
        "editable": marks.editable,
        "recommended": marks.recommended,
        "muted": muted_comments(thread_id=thread_id, reader=user),
        "waiting": tell_all_own(waiting, reasons_told(waiting)),
    }
