"""Reading the conversation by program: what the page shows, in every order, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from standfirst import clock
from standfirst.accounts.tests.factories import aoife, niamh, tadhg
from standfirst.comments.actions.picking import pick_comment
from standfirst.comments.actions.recommending import recommend
from standfirst.comments.cursors import Sort
from standfirst.comments.models import OutsidePage, Thread
from standfirst.comments.queries.pages import ON_A_PAGE, REPLIES_SHOWN
from standfirst.comments.tests.factories import NOON, close, make_comment, make_thread, story_of
from standfirst.comments.tests.test_questions import maire, make_questions
from standfirst.stories.actions.publishing import withdraw_story
from tests.flows.calling import Program, code_of

pytestmark = pytest.mark.django_db

PAGE = "https://blog.example/2026/ferry/"
anybody = Program()


def outside_thread() -> Thread:
    page = OutsidePage.objects.create(address=PAGE, title="The ferry, again", first_seen_at=NOON)
    return Thread.objects.create(outside_page=page)


def crowd(thread: Thread, number: int) -> None:
    """So many comments, hours apart, so that nobody is too fast."""
    for one in range(number):
        make_comment(thread, f"Remark {one}", now=NOON + timedelta(hours=one))


def test_threads_are_found_by_story_and_by_page_elsewhere() -> None:
    thread, outside = make_thread(), outside_thread()
    make_comment(thread)
    close(thread)
    told = anybody.get(f"/threads/?stories={thread.story_id},999&page={PAGE}&page=https://nowhere.example/")["items"]
    assert [(one["id"], one["comment_count"], one["is_open"]) for one in told] == [
        (thread.pk, 1, False),
        (outside.pk, 0, True),
    ]
    assert (told[0]["story_id"], told[0]["page_address"]) == (thread.story_id, "")
    assert (told[1]["story_id"], told[1]["page_address"], told[1]["title"]) == (None, PAGE, "The ferry, again")
    assert anybody.get(f"/threads/{thread.pk}/") == told[0]
    counts = anybody.get(f"/counts/?stories={thread.story_id},999&page={PAGE}&page=https://nowhere.example/")
    assert counts == {"stories": {str(thread.story_id): 1}, "pages": {PAGE: 0}}
    assert anybody.get("/counts/") == {"stories": {}, "pages": {}}


def test_comments_are_told_as_the_page_shows_them() -> None:
    thread = make_thread()
    top = make_comment(thread, "The pilot *knew*.")
    reply = make_comment(thread, "He did.", author=aoife(), parent_id=top.pk)
    pick_comment(comment_id=top.pk, editor=aoife(), now=NOON)
    recommend(comment_id=top.pk, reader=tadhg(), now=NOON)
    page = anybody.get(f"/threads/{thread.pk}/comments/")
    first, second = page["items"]
    assert (first["id"], first["html"], first["depth"], first["state"]) == (
        top.pk, "<p>The pilot <em>knew</em>.</p>", 1, "published",
    )  # fmt: skip
    assert (first["is_pick"], first["recommend_count"], first["author"]["name"]) == (True, 1, "Niamh")
    assert (second["id"], second["parent"], second["author"]["badge"]) == (
        reply.pk, {"id": top.pk, "author_name": "Niamh"}, "staff",
    )  # fmt: skip
    assert (page["next"], page["has_picks"], page["sort"]) == ("", True, "oldest")
    branch = anybody.get(f"/comments/{reply.pk}/")
    assert ([one["id"] for one in branch["parents"]], branch["comment"]["id"]) == ([top.pk], reply.pk)
    assert (branch["replies"], branch["next"]) == ([], "")


@pytest.mark.parametrize("sort", [sort for sort in Sort if not sort.is_of_questions])
def test_every_order_is_read_to_its_end_once(sort: Sort) -> None:
    thread = make_thread()
    crowd(thread, ON_A_PAGE + 5)
    for comment in thread.comments.filter(number__lte=ON_A_PAGE + 2):
        pick_comment(comment_id=comment.pk, editor=aoife(), now=NOON + timedelta(minutes=comment.number))
    address, seen = f"/threads/{thread.pk}/comments/?sort={sort}", []
    while address:
        page = anybody.get(address)
        seen += [one["id"] for one in page["items"]]
        address = page["next"].partition("/api/v3")[2]
    expected = ON_A_PAGE + 2 if sort == Sort.PICKS else ON_A_PAGE + 5
    assert len(seen) == len(set(seen)) == expected
    if sort == Sort.OLDEST:
        assert seen == sorted(seen)


def test_folds_lead_to_the_rest_of_the_replies() -> None:
    thread = make_thread()
    top = make_comment(thread, "First", now=NOON)
    for number in range(ON_A_PAGE + REPLIES_SHOWN + 2):
        make_comment(thread, f"Reply {number}", parent_id=top.pk, now=NOON + timedelta(hours=number + 1))
    items = anybody.get(f"/threads/{thread.pk}/comments/")["items"]
    assert [one["type"] for one in items] == ["comment"] * (1 + REPLIES_SHOWN) + ["fold"]
    assert items[-1]["replies"] == ON_A_PAGE + 2
    rest = anybody.get(items[-1]["url"].partition("/api/v3")[2])
    last = anybody.get(rest["next"].partition("/api/v3")[2])
    found = [one["id"] for one in [*items[1:-1], *rest["replies"], *last["replies"]]]
    assert found == list(thread.comments.filter(parent=top).order_by("path").values_list("pk", flat=True))
    assert (rest["comment"]["id"], last["next"]) == (top.pk, "")


def test_of_stubs_and_of_what_waits_no_word_is_told() -> None:
    thread = make_thread(comments_mode="premoderated")
    held = make_comment(thread, "Only I see this.")
    assert anybody.get(f"/threads/{thread.pk}/comments/")["items"] == []
    assert code_of(anybody("GET", f"/comments/{held.pk}/")) == (404, "not-found")
    open_thread = make_thread(headline="Another")
    top = make_comment(open_thread, "Words that go.")
    make_comment(open_thread, "A reply.", author=tadhg(), parent_id=top.pk)
    Program.of(niamh())("DELETE", f"/comments/{top.pk}/")
    stub = anybody.get(f"/threads/{open_thread.pk}/comments/")["items"][0]
    assert (stub["state"], stub["html"], stub["author"], stub["recommend_count"]) == ("deleted", "", None, 0)


def test_a_reader_and_what_the_reader_said() -> None:
    thread = make_thread()
    comments = [make_comment(thread, f"Remark {n}", now=NOON + timedelta(hours=n)) for n in range(33)]
    reader = niamh()
    told = anybody.get(f"/readers/{reader.reference}/")
    assert (told["name"], told["is_staff"], told["picture_url"]) == ("Niamh", False, "")
    assert "email" not in told
    first = anybody.get(f"/readers/{reader.reference}/comments/")
    second = anybody.get(first["next"].partition("/api/v3")[2])
    ids = [one["comment"]["id"] for one in [*first["items"], *second["items"]]]
    assert ids == [one.pk for one in reversed(comments)]
    assert second["next"] == ""
    assert code_of(anybody("GET", "/readers/nobody2222/")) == (404, "not-found")


def test_under_a_withdrawn_story_nothing_is_told() -> None:
    thread = make_thread()
    comment = make_comment(thread)
    withdraw_story(story=story_of(thread), actor=None, reason="Wrong.", now=clock.now())
    for path in (f"/threads/{thread.pk}/", f"/threads/{thread.pk}/comments/", f"/comments/{comment.pk}/"):
        assert code_of(anybody("GET", path)) == (404, "not-found")
    assert anybody.get(f"/threads/?stories={thread.story_id}") == {"items": []}
    assert anybody.get(f"/counts/?stories={thread.story_id}")["stories"] == {}
    assert anybody.get(f"/readers/{niamh().reference}/comments/")["items"] == []


def test_what_is_read_is_kept_under_the_tags_of_the_pages() -> None:
    thread = make_thread()
    comment = make_comment(thread)
    for path in (
        f"/threads/{thread.pk}/", f"/threads/{thread.pk}/comments/?sort=newest", f"/comments/{comment.pk}/",
        f"/threads/?stories={thread.story_id}", f"/counts/?stories={thread.story_id}",
        f"/readers/{niamh().reference}/comments/",
    ):  # fmt: skip
        answer = anybody("GET", path)
        assert {f"thread:{thread.pk}", f"story:{thread.story_id}"} <= set(answer["Edge-Tags"].split()), path
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert not answer.cookies
    assert f"reader:{niamh().pk}" in anybody("GET", f"/readers/{niamh().reference}/")["Edge-Tags"]
    assert anybody("GET", f"/counts/?page={PAGE}")["Edge-Max-Age"] == "60"


def test_it_costs_the_same_with_two_comments_and_with_many() -> None:
    thread = make_thread()
    crowd(thread, 2)
    paths = [
        f"/threads/{thread.pk}/comments/", f"/threads/{thread.pk}/comments/?sort=discussed",
        f"/readers/{niamh().reference}/comments/", f"/counts/?stories={thread.story_id}",
        f"/threads/?stories={thread.story_id}", f"/comments/{thread.comments.get(number=1).pk}/",
    ]  # fmt: skip

    def costs() -> list[int]:
        found = []
        for path in paths:
            with CaptureQueriesContext(connection) as made:
                anybody.get(path)
            found.append(len(made))
        return found

    costs()
    few = costs()
    crowd(thread, 40)
    assert costs() == few
    assert max(few) <= 5


@pytest.mark.parametrize(
    "question",
    [
        "threads/1/comments/?sort=best", "threads/1/comments/?after=%00", "threads/1/comments/?after=" + "9" * 300,
        "threads/1/comments/?after=5-5", "threads/1/comments/?sort=recommended&after=1-1-99999999999999999",
        "threads/1/comments/?page=2", "threads/0/", "threads/-1/", "threads/99999999999999999999999/", "threads/abc/",
        "threads/%C2%B2/", "counts/?stories=1,,2", "counts/?stories=" + ",".join(["1"] * 101), "counts/?stories=x",
        "threads/?story=1", "comments/1/?after=-1", "comments/9223372036854775808/", "readers/A%00/",
        "readers/niamh/comments/?before=-1", "readers/niamh/comments/?before=1e9",
    ],
)  # fmt: skip
def test_a_wrong_question_is_told_so(question: str) -> None:
    thread = make_thread()
    answer = anybody("GET", "/" + question.replace("threads/1/", f"threads/{thread.pk}/"))
    assert code_of(answer)[0] in {400, 404, 422}
    assert "Edge-Tags" not in answer


def test_programs_are_told_of_questions_in_their_usual_order() -> None:
    thread = make_questions()
    first = make_comment(thread, "First question")
    make_comment(thread, "The answer", author=maire(), parent_id=first.pk)
    make_comment(thread, "Second question", author=tadhg())
    client, base = Client(), f"/api/v3/threads/{thread.pk}/"
    told = client.get(base).json()
    assert (told["kind"], told["question_count"], told["answered_count"]) == ("questions", 2, 1)
    page = client.get(f"{base}comments/").json()
    assert (page["sort"], [one["author"]["badge"] for one in page["items"]]) == ("questions", ["", "guest", ""])
    waiting = client.get(f"{base}comments/?sort=unanswered").json()
    assert ["Second" in one["html"] for one in waiting["items"]] == [True]
    elsewhere = client.get(f"/api/v3/threads/{make_thread(headline='Another').pk}/comments/?sort=answered")
    assert elsewhere.status_code == 400
