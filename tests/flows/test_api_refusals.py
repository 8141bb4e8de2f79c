"""What the API refuses: each with its code and status, whatever was sent."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from standfirst.accounts.models import User
from standfirst.accounts.restrictions import _objections, objects_to_writing
from standfirst.accounts.tests.factories import niamh, tadhg
from standfirst.comments.actions.posting import PER_MINUTE
from standfirst.comments.models import Comment
from standfirst.comments.tests.factories import close, make_thread
from tests.flows.calling import API, Program, code_of

pytestmark = pytest.mark.django_db

BLOG = "https://blog.example"
WORDS = {"text": "Blades at *night*."}
REPORT = {"reason": "uncivil", "words": "It insults the pilot."}


def test_every_refusal_of_posting_has_its_code() -> None:
    thread, shut = make_thread(), make_thread(headline="Shut")
    close(shut)
    path, program = f"/threads/{thread.pk}/comments/", Program.of(niamh())
    nameless = User.objects.create_user("nobody@readers.example")
    long = "The same sentence, long enough to be noticed when it comes again."
    program("POST", path, {"text": long})
    cases: list[tuple[Program, str, dict[str, Any], tuple[int, str], str]] = [
        (program, path, {"text": " \u200b"}, (422, "empty"), "text"),
        (program, path, {"text": "x" * 5001}, (422, "too-long"), "text"),
        (program, path, {"text": long, "posting_key": "k"}, (409, "repeat"), "text"),
        (program, path, {"text": "To whom?", "parent_id": 2**63 - 1}, (409, "parent-gone"), "parent_id"),
        (program, f"/threads/{shut.pk}/comments/", WORDS, (409, "closed"), ""),
        (program, "/threads/999999/comments/", WORDS, (404, "not-found"), ""),
        (Program.of(nameless), path, WORDS, (403, "name-missing"), ""),
    ]
    for who, where, sent, expected, field in cases:
        answer = who("POST", where, sent)
        assert code_of(answer) == expected
        assert answer.json().get("field", "") == field
    for number in range(PER_MINUTE - 1):
        program("POST", path, {"text": f"Remark {number}"})
    fast = program("POST", path, {"text": "One more"})
    assert code_of(fast) == (429, "too-fast")
    assert fast["Retry-After"] == "60"


def test_a_restriction_is_told_in_its_own_words() -> None:
    def objection(user: User, now: object) -> str:
        return "Until Friday you can’t write here." if user == tadhg() else ""

    objects_to_writing(objection)
    try:
        answer = Program.of(tadhg())("POST", f"/threads/{make_thread().pk}/comments/", WORDS)
        assert code_of(answer) == (403, "restricted")
        assert answer.json()["detail"] == "Until Friday you can’t write here."
        assert Program.of(tadhg()).get("/your/")["refusal"] == "Until Friday you can’t write here."
    finally:
        _objections.remove(objection)


def test_a_network_that_writes_too_much_is_told_to_wait(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "post_comment": "1/m/ip"}
    path, program = f"/threads/{make_thread().pk}/comments/", Program.of(niamh())
    program("POST", path, WORDS)
    assert code_of(program("POST", path, {"text": "Again."})) == (429, "too-fast-from-here")


DEEP = b"[" * 30_000
BODIES: dict[bytes, tuple[int, str]] = {
    b'{"text": "\\ud800"}': (400, "bad-json"),
    b'{"text": ': (400, "bad-json"),
    b'{"text": NaN}': (400, "bad-json"),
    b"\xff\xfe{}": (400, "bad-json"),
    b"[1, 2]": (400, "bad-json"),
    b'"text"': (400, "bad-json"),
    DEEP: (400, "bad-json"),
    b'{"text": ' + DEEP: (400, "bad-json"),
    b'{"parent_id": ' + b"9" * 5000 + b"}": (400, "bad-json"),
    b'{"text": "' + b"x" * 70_000 + b'"}': (413, "too-large"),
    b'{"text": "' + b"x" * 3_000_000 + b'"}': (413, "too-large"),
} | dict.fromkeys(
    [
        b"", b"{}", b'{"text": 5}', b'{"text": null}', b'{"text": {"a": 1}}', b'{"text": "a", "author": 1}',
        b'{"text": "a", "parent_id": "7"}', b'{"text": "a", "parent_id": 1e3}', b'{"text": "a", "parent_id": true}',
        b'{"text": "a", "parent_id": -1}', b'{"text": "a", "parent_id": 9223372036854775808}',
        b'{"text": "a", "posting_key": "a b"}', b'{"text": "a", "posting_key": "a\\n"}',
        b'{"text": "a", "posting_key": "' + b"a" * 65 + b'"}',
    ],
    (422, "invalid"),
)  # fmt: skip


@pytest.mark.parametrize("body", list(BODIES), ids=lambda body: body[:40].decode("latin-1"))
def test_a_body_that_cannot_be_is_told_so(body: bytes) -> None:
    answer = Program.of(niamh())("POST", f"/threads/{make_thread().pk}/comments/", body)
    assert code_of(answer) == BODIES[body]
    assert len(answer.content) < 2000
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "text/plain", "application/json; charset=utf-16", ""]
)
def test_only_json_is_taken(kind: str) -> None:
    body = json.dumps(WORDS).encode()
    answer = Program.of(niamh())("POST", f"/threads/{make_thread().pk}/comments/", body, **{"Content-Type": kind})
    assert code_of(answer) == (415, "not-json")


def test_what_is_no_address_is_told_to_programs_in_their_own_words() -> None:
    for method, path in (("GET", "/nowhere/"), ("POST", "/threads/1/comments"), ("DELETE", "/nowhere"), ("GET", "//")):
        answer = Program()(method, path, None if method == "GET" else {})
        assert code_of(answer) == (404, "not-found")
        assert answer["Access-Control-Allow-Origin"] == "*"
    led = Program()("GET", "/counts?stories=1")
    assert (led.status_code, led["Location"]) == (301, f"{API}/counts/?stories=1")


def test_what_is_not_done_at_an_address_is_told_so() -> None:
    answer = Program()("PUT", "/counts/", {})
    assert code_of(answer) == (405, "not-done-here")
    assert answer["Allow"]
    assert Program()("POST", "/openapi.json", {}).status_code == 405


def test_a_preview_keeps_nothing_and_needs_no_key() -> None:
    assert Program()("POST", "/preview/", {"text": "<b>*so*</b>"}).json() == {
        "html": "<p>&lt;b&gt;<em>so</em>&lt;/b&gt;</p>"
    }
    assert code_of(Program()("POST", "/preview/", {"text": ""})) == (422, "empty")
    assert not Comment.objects.exists()
