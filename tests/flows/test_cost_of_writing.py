"""What a reader writes costs a known number of statements, and no more from one release to the next.

Each of them takes longer to send than to answer, and all that come behind `BEGIN` keep every other writer waiting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from standfirst.accounts.tests.factories import niamh, tadhg
from standfirst.comments.models import Comment, Thread
from standfirst.comments.tests.factories import make_comment, make_thread

pytestmark = pytest.mark.django_db(transaction=True)
FRAME = re.compile(r"BEGIN|COMMIT|SAVEPOINT|RELEASE")


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements of the block, without those that only frame a transaction."""
    told: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield told
    told += [query["sql"] for query in captured if not FRAME.match(query["sql"])]


@pytest.fixture
def warm_thread(client: Client) -> Thread:
    """Tadhg, signed in with `client`, has posted here before, and in this process, so that all is compiled."""
    thread = make_thread()
    make_comment(thread, "The first word.", author=niamh())
    client.force_login(tadhg())
    for number in range(2):
        post(client, thread, f"Number {number}")
    return thread


def post(client: Client, thread: Thread, body: str, parent: object = "") -> None:
    answer = client.post(f"/comments/post/{thread.pk}/", {"body": body, "parent": parent, "posting_key": body[-8:]})
    assert answer.status_code == 302
    assert "#comment-" in answer["Location"]


def test_a_comment_is_sixteen_statements(client: Client, warm_thread: Thread) -> None:
    with statements() as told:
        post(client, warm_thread, "The tide had turned an hour before.")
    assert len(told) == 16, "\n".join(told)


def test_a_reply_is_three_more(client: Client, warm_thread: Thread) -> None:
    parent = Comment.objects.get(author=niamh())
    post(client, warm_thread, "A reply that warms up.", parent.pk)
    with statements() as told:
        post(client, warm_thread, "Whatever the timetable says.", parent.pk)
    assert len(told) == 19, "\n".join(told)


def test_what_is_not_there_is_not_found(client: Client, warm_thread: Thread) -> None:
    for number in (0, 10**6, 10**30):
        assert client.post(f"/comments/post/{number}/", {"body": "Hello?"}).status_code == 404
        assert client.post(f"/comments/{number}/recommend/").status_code == 404


def test_a_recommendation_is_ten(client: Client, warm_thread: Thread) -> None:
    first, second = [make_comment(warm_thread, f"Word {number}.", author=niamh()) for number in range(2)]
    client.post(f"/comments/{first.pk}/recommend/")
    with statements() as told:
        client.post(f"/comments/{second.pk}/recommend/")
    assert len(told) == 10, "\n".join(told)
