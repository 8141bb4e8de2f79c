"""What readers write: with a key, or signed in on our own pages. Refusals become answers in refusals.py."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Status

from standfirst import clock
from standfirst.accounts.models import Scope, User
from standfirst.comments.actions.editing import delete_comment, edit_comment
from standfirst.comments.actions.following import follow_thread, unfollow_thread
from standfirst.comments.actions.posting import post_comment
from standfirst.comments.actions.recommending import recommend, take_back
from standfirst.comments.addresses import check_address
from standfirst.comments.api import schemas as words
from standfirst.comments.api.callers import OPTIONAL, ReaderKey, user_of
from standfirst.comments.api.routing import router
from standfirst.comments.api.telling import tell_own
from standfirst.comments.models import Comment
from standfirst.comments.queries import public_place
from standfirst.comments.queries.own import reasons_told
from standfirst.comments.writing import clean_body, render_body
from standfirst.stories.api.doors import only_known


@router.post(
    "/threads/{thread_id}/comments/", response={200: words.OwnComment, 201: words.OwnComment}, url_name="post",
    operation_id="comments_post", summary="Post a comment, or a reply", auth=ReaderKey(Scope.COMMENT),
)  # fmt: skip
def post(request: HttpRequest, thread_id: words.Id, comment: words.NewComment) -> Any:
    """201 for a new comment, which may wait for a moderator: see its `state`. 200 where it was posted before."""
    only_known(request, [])
    if public_place(thread_id) is None:
        raise Http404
    check_address(request)
    now = clock.now()
    posted = post_comment(
        thread_id=thread_id,
        author=user_of(request),
        body=comment.text,
        parent_id=comment.parent_id,
        posting_key=comment.posting_key,
        insists=comment.insists,
        now=now,
    )
    return Status(201 if posted.posted_at == now else 200, tell(posted))


@router.post(
    "/preview/", response=words.Rendered, url_name="preview", operation_id="comments_preview",
    summary="How a text would look", auth=ReaderKey(optional=True), openapi_extra=OPTIONAL,
)  # fmt: skip
def preview(request: HttpRequest, comment: words.Preview) -> Any:
    only_known(request, [])
    return {"html": render_body(clean_body(comment.text))}


@router.patch(
    "/comments/{comment_id}/", response=words.OwnComment, url_name="edit", operation_id="comments_edit",
    summary="Change one's own comment", auth=ReaderKey(Scope.COMMENT),
)  # fmt: skip
def edit(request: HttpRequest, comment_id: words.Id, comment: words.ChangedComment) -> Any:
    """Within some minutes (`editable_until`). `revision` is the one whose text was changed."""
    only_known(request, [])
    must_see(comment_id, user_of(request))
    changed = edit_comment(
        comment_id=comment_id,
        revision=comment.revision,
        author=user_of(request),
        body=comment.text,
        insists=comment.insists,
        now=clock.now(),
    )
    return tell(changed)


@router.delete(
    "/comments/{comment_id}/", response={204: None}, url_name="delete", operation_id="comments_delete",
    summary="Delete one's own comment, for good", auth=ReaderKey(Scope.COMMENT),
)  # fmt: skip
def delete(request: HttpRequest, comment_id: words.Id) -> Any:
    only_known(request, [])
    must_see(comment_id, user_of(request))
    delete_comment(comment_id=comment_id, author=user_of(request), now=clock.now())
    return Status(204, None)


@router.put(
    "/comments/{comment_id}/recommendation/", response=words.Recommended, url_name="recommendation",
    operation_id="recommend", summary="Recommend a comment", auth=ReaderKey(Scope.RECOMMEND),
)  # fmt: skip
def recommend_comment(request: HttpRequest, comment_id: words.Id) -> Any:
    """Once for each reader; a second time changes nothing."""
    only_known(request, [])
    must_see(comment_id, user_of(request))
    counted = recommend(comment_id=comment_id, reader=user_of(request), now=clock.now())
    return {"recommended": True, "count": counted.recommend_count}


@router.delete(
    "/comments/{comment_id}/recommendation/", response=words.Recommended, url_name="recommendation",
    operation_id="take_back", summary="Take one's recommendation back", auth=ReaderKey(Scope.RECOMMEND),
)  # fmt: skip
def take_back_recommendation(request: HttpRequest, comment_id: words.Id) -> Any:
    only_known(request, [])
    must_see(comment_id, user_of(request))
    counted = take_back(comment_id=comment_id, reader=user_of(request), now=clock.now())
    return {"recommended": False, "count": counted.recommend_count}


@router.put(
    "/threads/{thread_id}/following/", response=words.Following, url_name="following",
    operation_id="follow", summary="Follow a thread", auth=ReaderKey(Scope.FOLLOW),
)  # fmt: skip
def follow(request: HttpRequest, thread_id: words.Id) -> Any:
    only_known(request, [])
    if public_place(thread_id) is None:
        raise Http404
    follow_thread(thread_id=thread_id, reader_id=user_of(request).pk, now=clock.now())
    return {"follows": True}


@router.delete(
    "/threads/{thread_id}/following/", response=words.Following, url_name="following",
    operation_id="unfollow", summary="Follow a thread no more", auth=ReaderKey(Scope.FOLLOW),
)  # fmt: skip
def unfollow(request: HttpRequest, thread_id: words.Id) -> Any:
    only_known(request, [])
    if public_place(thread_id) is None:
        raise Http404
    unfollow_thread(thread_id=thread_id, reader_id=user_of(request).pk)
    return {"follows": False}


def tell(comment: Comment) -> dict[str, Any]:
    return tell_own(comment, why=reasons_told([comment]).get(comment.pk, ""))


def must_see(comment_id: int, user: User) -> None:
    """Of a comment that somebody may not see nothing is told, not even that it is another's."""
    if not Comment.objects.visible_to(user).filter(pk=comment_id).exists():
        raise Http404
