"""Which answers the edge may keep, and what it is told with them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from standfirst.edge.caching import EdgeMiddleware, keep_at_most, public_page, tag_response
from standfirst.edge.purging import purge_on_commit

View = Callable[[HttpRequest], HttpResponse]


def story(request: HttpRequest) -> HttpResponse:
    tag_response(request, "story:12", "section:3")
    tag_response(request, "story:12", "thread:12")
    return HttpResponse("The ferry ran aground.")


def ask(view: View, method: str = "GET") -> HttpResponseBase:
    return EdgeMiddleware(view)(RequestFactory().generic(method, "/harbour/ferry/"))


def answering(**said: object) -> View:
    """A view that tags its page and answers so."""

    def view(request: HttpRequest) -> HttpResponse:
        response = story(request)
        response.status_code = int(str(said.get("status", 200)))
        if vary := said.get("vary"):
            response["Vary"] = str(vary)
        if said.get("cookie"):
            response.set_cookie("sf_session", "somebody")
        return response

    return view


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_tagged_page_carries_its_tags_once_each(method: str) -> None:
    answer = ask(story, method)
    assert answer["Edge-Tags"] == "section:3 story:12 thread:12"
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Edge-Max-Age" not in answer


@pytest.mark.parametrize("status", [200, 301, 410])
def test_what_stays_true_is_kept(status: int) -> None:
    assert "Edge-Tags" in ask(answering(status=status))


@pytest.mark.parametrize("status", [204, 206, 302, 304, 400, 403, 404, 422, 500, 503])
def test_what_may_change_at_once_is_not_kept(status: int) -> None:
    answer = ask(answering(status=status))
    assert "Edge-Tags" not in answer
    assert "Cache-Control" not in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_only_what_was_read_is_kept(method: str) -> None:
    assert "Edge-Tags" not in ask(story, method)


@pytest.mark.parametrize(
    "said", [{"cookie": True}, {"vary": "Cookie"}, {"vary": "cookie"}, {"vary": "Accept-Language, Cookie"}]
)
def test_what_was_made_for_one_person_is_not_kept(said: dict[str, object]) -> None:
    answer = ask(answering(**said))
    assert "Edge-Tags" not in answer
    assert "public" not in answer.get("Cache-Control", "")


def test_a_page_without_tags_is_not_kept() -> None:
    assert "Edge-Tags" not in ask(lambda request: HttpResponse("whatever"))


def test_a_public_page_is_purged_with_the_whole_site() -> None:
    assert ask(public_page(lambda request: HttpResponse("the house rules")))["Edge-Tags"] == "site"


def test_the_shortest_time_that_anybody_asked_for_counts() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        for seconds in (300, 60, 600):
            keep_at_most(request, seconds)
        return story(request)

    assert ask(view)["Edge-Max-Age"] == "60"


def test_a_views_own_word_on_caches_stands() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        response = story(request)
        response["Cache-Control"] = "no-cache"
        return response

    assert ask(view)["Cache-Control"] == "no-cache"


@pytest.mark.django_db(transaction=True)
def test_an_answer_tells_what_its_request_has_purged() -> None:
    def write(request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            purge_on_commit("thread:12", "front")
        with transaction.atomic():
            purge_on_commit("story:13")
            transaction.set_rollback(True)
        return HttpResponse(status=302)

    assert ask(write, "POST")["Edge-Purge"] == "front thread:12"
    assert "Edge-Purge" not in ask(story)
