"""Writing by program: with a key, or from our own pages; each refusal with its code; never with a cookie alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standfirst import clock
from standfirst.accounts.tests.factories import cormac, niamh, tadhg
from standfirst.comments.models import Comment
from standfirst.comments.tests.factories import NOON, make_comment, make_thread
from standfirst.moderation.actions.decisions import decide
from standfirst.moderation.models import Decision, QueueItem, Report
from standfirst.moderation.tests.factories import civil, make_reported
from tests.flows.calling import API, Program, code_of

pytestmark = pytest.mark.django_db

BLOG = "https://blog.example"
WORDS = {"text": "Blades at *night*."}
REPORT = {"reason": "uncivil", "words": "It insults the pilot."}


def test_a_comment_is_posted_once_and_answered() -> None:
    thread, program = make_thread(), Program.of(niamh())
    sent = {**WORDS, "posting_key": "press-1"}
    first = program("POST", f"/threads/{thread.pk}/comments/", sent)
    again = program("POST", f"/threads/{thread.pk}/comments/", sent)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    told = first.json()
    assert (told["state"], told["html"], told["text"]) == (
        "published",
        "<p>Blades at <em>night</em>.</p>",
        WORDS["text"],
    )
    reply = Program.of(tadhg())("POST", f"/threads/{thread.pk}/comments/", {"text": "Quite.", "parent_id": told["id"]})
    assert (reply.status_code, reply.json()["parent_id"]) == (201, told["id"])
    assert [one.author for one in Comment.objects.order_by("pk")] == [niamh(), tadhg()]
    assert "no-store" in first["Cache-Control"]


def test_a_held_comment_is_told_to_its_author_alone() -> None:
    thread = make_thread(comments_mode="premoderated")
    program = Program.of(niamh())
    posted = program("POST", f"/threads/{thread.pk}/comments/", WORDS).json()
    assert posted["state"] == "pending"
    assert posted["why"]
    assert program.get(f"/your/comments/{posted['id']}/") == posted
    own = program.get(f"/your/threads/{thread.pk}/")
    assert (own["waiting"], own["own"]) == ([posted], [])
    other = Program.of(tadhg())
    assert code_of(other("GET", f"/your/comments/{posted['id']}/")) == (404, "not-found")
    assert other.get(f"/your/threads/{thread.pk}/")["waiting"] == []
    for method, path, sent in (
        ("PATCH", f"/comments/{posted['id']}/", {"text": "Mine.", "revision": 1}),
        ("DELETE", f"/comments/{posted['id']}/", None),
        ("PUT", f"/comments/{posted['id']}/recommendation/", None),
        ("POST", f"/comments/{posted['id']}/reports/", REPORT),
    ):
        assert code_of(other(method, path, sent)) == (404, "not-found")


def test_one_changes_and_deletes_ones_own() -> None:
    thread = make_thread()
    comment, program = make_comment(thread, now=clock.now()), Program.of(niamh())
    changed = program("PATCH", f"/comments/{comment.pk}/", {"text": "Other words.", "revision": 1})
    assert (changed.json()["revision"], changed.json()["text"]) == (2, "Other words.")
    stale = program("PATCH", f"/comments/{comment.pk}/", {"text": "Once more.", "revision": 1})
    assert code_of(stale) == (409, "stale")
    assert stale.json()["field"] == "revision"
    for _ in range(2):
        assert program("DELETE", f"/comments/{comment.pk}/").status_code == 204
    assert code_of(program("PATCH", f"/comments/{comment.pk}/", {"text": "Back.", "revision": 2})) == (410, "gone")


def test_recommended_followed_and_taken_back() -> None:
    thread = make_thread()
    comment, program = make_comment(thread), Program.of(tadhg())
    path = f"/comments/{comment.pk}/recommendation/"
    for method, told in (("PUT", True), ("PUT", True), ("DELETE", False), ("DELETE", False), ("PUT", True)):
        assert program(method, path).json() == {"recommended": told, "count": int(told)}
    assert program("PUT", f"/threads/{thread.pk}/following/").json() == {"follows": True}
    own = program.get(f"/your/threads/{thread.pk}/")
    assert (own["recommended"], own["follows"]) == ([comment.pk], True)
    assert program("DELETE", f"/threads/{thread.pk}/following/").json() == {"follows": False}
    assert code_of(Program.of(niamh())("PUT", path)) == (409, "not-to-recommend")


def test_what_one_has_written_is_paged() -> None:
    thread = make_thread()
    for number in range(53):
        make_comment(thread, f"Remark {number}", now=NOON + timedelta(hours=number))
    program = Program.of(niamh())
    first = program.get("/your/comments/")
    second = program.get(first["next"].partition(API)[2])
    assert [len(first["items"]), len(second["items"]), second["next"]] == [50, 3, ""]


def test_what_is_ones_own_costs_the_same_with_few_comments_and_with_many() -> None:
    thread = make_thread(comments_mode="premoderated")
    program = Program.of(niamh())

    def costs() -> list[int]:
        found = []
        for path in ("/your/comments/", f"/your/threads/{thread.pk}/", "/your/"):
            with CaptureQueriesContext(connection) as made:
                program.get(path)
            found.append(len(made))
        return found

    make_comment(thread, "One that waits.", now=NOON)
    costs()
    few = costs()
    for number in range(15):
        make_comment(thread, f"Remark {number}", now=NOON + timedelta(hours=number + 1))
    assert costs() == few
    assert max(few) <= 10


# Reports


def test_a_report_with_a_key_and_one_without() -> None:
    comment = make_comment(make_thread())
    path = f"/comments/{comment.pk}/reports/"
    signed, again = (Program.of(tadhg())("POST", path, REPORT) for _ in range(2))
    assert signed.status_code == 201
    assert signed.json() == again.json()
    stranger = Program()("POST", path, {**REPORT, "email": "someone@readers.example"})
    assert stranger.status_code == 201
    assert {(one.reporter, one.email) for one in Report.objects.all()} == {
        (tadhg(), tadhg().email), (None, "someone@readers.example"),
    }  # fmt: skip
    assert QueueItem.objects.get(comment=comment).report_count == 2


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"reason": "uncivil", "words": "  "}, "words"), ({"reason": "ugly", "words": "It is."}, "reason"),
        ({**REPORT, "email": "nowhere"}, "email"), ({**REPORT, "words": "x" * 2001}, "words"),
        ({**REPORT, "words": "a\u0000b"}, "words"), ({"reason": "uncivil"}, "words"),
        ({**REPORT, "reporter": 1}, "reporter"),
    ],
)  # fmt: skip
def test_a_report_that_is_not_whole_is_told_so(sent: dict[str, Any], field: str) -> None:
    comment = make_comment(make_thread())
    answer = Program()("POST", f"/comments/{comment.pk}/reports/", sent)
    assert code_of(answer) == (422, "invalid")
    assert answer.json()["field"] == field
    assert not Report.objects.exists()


def test_what_was_removed_meanwhile_is_gone_and_many_reports_wait() -> None:
    thread = make_thread()
    comment = make_comment(thread)
    make_comment(thread, "A reply.", author=tadhg(), parent_id=comment.pk)
    make_reported(comment)
    decide(
        item_id=QueueItem.objects.get(comment=comment).pk, revision=1, moderator=cormac(),
        outcome=Decision.Outcome.REMOVE, rule=civil(), statement_of_reasons="Uncivil.", now=clock.now(),
    )  # fmt: skip
    assert code_of(Program()("POST", f"/comments/{comment.pk}/reports/", REPORT)) == (410, "gone")
    other = make_comment(make_thread(headline="Another"))
    for number in range(9):
        Program()("POST", f"/comments/{other.pk}/reports/", {**REPORT, "words": f"Look, {number}."})
    slow = Program()("POST", f"/comments/{other.pk}/reports/", REPORT)
    assert code_of(slow) == (429, "too-many-reports")
    assert slow["Retry-After"] == "60"
