"""Doors for recommending: plain forms that lead back to the comment, and a short answer for the script."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from standfirst import clock
from standfirst.accounts.models import User
from standfirst.comments.actions.recommending import NotToRecommend, recommend, standing_recommendation, take_back
from standfirst.comments.models import Comment
from standfirst.comments.queries import place_of


@require_POST
@never_cache
def recommend_comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The page is the same for everybody and can't tell what its reader has done before: a second time asks."""
    user = request.user
    if (
        user.is_authenticated
        and not wants_json(request)
        and standing_recommendation(comment_id=comment_id, reader_id=user.pk) is not None
    ):
        return render(request, "comments/recommended.html", {"comment_id": comment_id})
    return answer(request, comment_id, recommend, recommended=True)


@require_POST
@never_cache
def take_back_recommendation(request: HttpRequest, comment_id: int) -> HttpResponse:
    return answer(request, comment_id, take_back, recommended=False)


def answer(request: HttpRequest, comment_id: int, act: Callable[..., Comment], *, recommended: bool) -> HttpResponse:
    if not isinstance(request.user, User):
        return redirect_to_login(reverse("comment", args=[comment_id]))
    try:
        comment = act(comment_id=comment_id, reader=request.user, now=clock.now())
    except Comment.DoesNotExist as missing:
        raise Http404 from missing
    except NotToRecommend:
        return refused(request, comment_id)
    if wants_json(request):
        return JsonResponse({"recommended": recommended, "count": comment.recommend_count})
    if not comment.thread.place.live:
        raise Http404
    return HttpResponseRedirect(place_of(comment))


def refused(request: HttpRequest, comment_id: int) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"refusal": "not-to-recommend"}, status=422)
    return render(request, "comments/recommended.html", {"refused": True}, status=422)


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"
