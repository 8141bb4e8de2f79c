"""Whatever is sent to whichever operation, the answer is one that the document knows: never a 500, never a riddle."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.core.cache import cache
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from standfirst.accounts.tests.factories import niamh
from standfirst.comments.tests.factories import make_comment, make_thread
from tests.chance import few_examples
from tests.flows.calling import API, Program, code_of

pytestmark = pytest.mark.django_db

NUMBERS = some.one_of(some.integers(-2, 3), some.integers(2**31 - 1, 2**64), some.just(10**30))
LETTERS = some.text(some.characters(exclude_characters="/"), max_size=12)
JSON = some.recursive(
    some.none() | some.booleans() | NUMBERS | some.floats() | some.text(max_size=20),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
WORDS = {
    "text": some.text(max_size=40),
    "revision": NUMBERS,
    "parent_id": NUMBERS,
    "posting_key": some.text("abc-1 \n", max_size=8),
    "reason": some.sampled_from(["uncivil", "other", ""]),
    "words": some.text(max_size=40),
    "email": some.sampled_from(["", "a@readers.example", "a@", "\ud800@x.example"]),
}
OTHERS = {name: WORDS[name] for name in ("revision", "parent_id", "posting_key")}
BODIES = some.one_of(
    some.fixed_dictionaries({"text": some.text(min_size=1, max_size=40)}),
    some.fixed_dictionaries({"text": some.text(min_size=1, max_size=40), "revision": some.just(1)}),
    some.fixed_dictionaries({"reason": some.just("uncivil"), "words": some.text(min_size=1, max_size=40)}),
    JSON,
    some.fixed_dictionaries({"text": some.text(min_size=1, max_size=40)}, optional=OTHERS),
    some.fixed_dictionaries({"reason": WORDS["reason"], "words": WORDS["words"], "email": WORDS["email"]}),
    some.fixed_dictionaries({}, optional=dict.fromkeys(WORDS, JSON)),
)


NAMES = ["after", "before", "sort", "page", "stories", "limit", "section", "html_path", "x"]
IN_PATHS = ["thread_id", "comment_id", "page_id", "reference"]


@settings(
    max_examples=few_examples(1) * 4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    which=some.integers(0, 59),
    named=some.lists(
        some.one_of(some.none(), some.none(), some.none(), NUMBERS.map(str), LETTERS), min_size=4, max_size=4
    ),
    asked=some.lists(
        some.tuples(some.sampled_from(NAMES), some.one_of(NUMBERS.map(str), LETTERS, some.just("newest"))), max_size=2
    ),
    body=BODIES,
    has_key=some.booleans(),
)
def test_every_answer_is_one_that_the_document_knows(
    place: dict[str, Any], which: int, named: list[str | None], asked: list[tuple[str, str]], body: Any, has_key: bool
) -> None:
    path, method, operation = place["operations"][which % len(place["operations"])]
    for name, value in zip(IN_PATHS, named, strict=True):
        told = place[name] if value is None else value
        path = path.replace(f"{{{name}}}", quote(told.encode("utf-8", "replace"), safe=""))
    address = f"{path}?{urlencode(asked, errors='replace')}" if asked else path
    sent = json.dumps(body).encode() if "requestBody" in operation else None
    caller = place["program"] if has_key else Program()
    # As if each were the first: what one has written must not be there for the next.
    with transaction.atomic():
        cache.clear()
        answer = caller(method, address, sent)
        transaction.set_rollback(True)
    if answer.status_code >= 400:
        assert code_of(answer)[0] < 500
    elif answer.status_code < 300:
        check(place["schemas"], operation["responses"], answer)


def check(schemas: dict[str, Any], responses: dict[str, Any], answer: Any) -> None:
    """The status is described, and all that the shape needs is there and nothing else."""
    content = responses[str(answer.status_code)].get("content")
    if content:
        shape = schemas[content["application/json"]["schema"]["$ref"].rpartition("/")[2]]
        assert set(answer.json()) == set(shape["properties"])


@pytest.fixture
def place() -> dict[str, Any]:
    """A thread with a comment, and everything the document knows."""
    document = Program().get("/openapi.json")
    thread = make_thread()
    return {
        "operations": [
            (path.removeprefix(API), method.upper(), operation)
            for path, operations in document["paths"].items()
            for method, operation in operations.items()
        ],
        "schemas": document["components"]["schemas"],
        "thread_id": str(thread.pk),
        "comment_id": str(make_comment(thread).pk),
        "page_id": str(thread.story_id),
        "reference": niamh().reference,
        "program": Program.of(niamh()),
    }
