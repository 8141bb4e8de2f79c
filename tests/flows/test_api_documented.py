"""docs/api.md is true: its addresses, codes and scopes are those there are, and its examples work as they stand."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from standfirst.accounts.models import Scope
from standfirst.accounts.tests.factories import niamh, tadhg
from standfirst.comments.models import Comment
from standfirst.comments.tests.factories import make_comment, make_thread
from standfirst.moderation.models import Report
from standfirst.stories.api.problems import REFUSALS
from tests.architecture.reading import code_in, rows, text_of
from tests.flows.calling import API, Program

pytestmark = pytest.mark.django_db

TEXT = text_of("docs/api.md")
EXAMPLES = re.findall(r"```http\n(.*?)```", TEXT, re.DOTALL)
ANSWERS = [json.loads(one) for one in re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)]


def told_operations() -> dict[tuple[str, str], Any]:
    document = Program().get("/openapi.json")
    return {
        (method.upper(), re.sub(r"{\w+}", "<>", path)): one
        for path, operations in document["paths"].items()
        for method, one in operations.items()
    }


def plain(address: str) -> str:
    return re.sub(r"<\w+>", "<>", address.partition("?")[0])


def test_every_address_for_writing_is_documented_with_its_scope() -> None:
    documented = set()
    for where, _, scope in rows("docs/api.md", "method and address"):
        *first, last = code_in(where)
        methods, address = [*first, last.split()[0]], plain(last.split()[1])
        documented |= {(method, address) for method in methods}
        assert set(code_in(scope)) <= set(Scope.values)
    there = {one for one in told_operations() if one[0] != "GET"}
    assert documented == there


def test_every_address_for_reading_is_documented() -> None:
    documented = {plain(code_in(where)[0]) for where, _ in rows("docs/api.md", "address")}
    documented |= {f"{API}/readers/<>/comments/"}
    documented |= {f"{API}/your/{one}" for one in ("", "comments/", "comments/<>/", "threads/<>/")}
    assert documented == {path for method, path in told_operations() if method == "GET"}


def test_every_code_is_documented_with_its_status() -> None:
    documented = {code: int(status) for status, codes in rows("docs/api.md", "status") for code in code_in(codes)}
    assert documented == {code: one.status for code, one in REFUSALS.items()}


def test_the_examples_work_as_they_stand() -> None:
    thread = make_thread()
    first = make_comment(thread, "The pilot *knew* those rocks.", author=niamh())
    program, answers = Program.of(tadhg()), []
    for example in EXAMPLES:
        head, _, body = example.strip().partition("\n\n")
        method, address = head.split("\n")[0].split()
        # The numbers of the examples are those of no database.
        address = address.replace("threads/3/", f"threads/{thread.pk}/").replace("comments/7/", f"comments/{first.pk}/")
        sent = {**json.loads(body), "parent_id": first.pk} if '"parent_id"' in body else json.loads(body or "null")
        caller = program if "Authorization" in head else Program()
        answers.append(caller(method, address.removeprefix(API), sent))
    assert [one.status_code for one in answers] == [200, 201, 201]
    assert shape_of(answers[0].json()) == shape_of(ANSWERS[0])
    assert Comment.objects.get(parent=first).posting_key == "3f1c-1"
    assert 'href="https://harbour.example/log"' in answers[1].json()["html"]
    assert Report.objects.get().email == "someone@readers.example"
    refused = program("POST", f"/threads/{thread.pk}/comments/", {"text": " "}).json()
    assert {**refused, "type": ANSWERS[1]["type"]} == ANSWERS[1]


def shape_of(told: Any) -> Any:
    """Names without values."""
    if isinstance(told, dict):
        return {name: shape_of(value) for name, value in told.items()}
    return [shape_of(one) for one in told[:1]] if isinstance(told, list) else None
