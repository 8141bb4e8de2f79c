"""The database takes nothing: the editor is told so in words, and nothing is half done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import RequestFactory
from django.urls import reverse

from standfirst.accounts.tests.factories import aoife
from standfirst.stories.tests.desking import Window, words_of
from standfirst.stories.tests.factories import make_draft
from standfirst.stories.unwritable import say_unwritable


@pytest.fixture
def window(db: None) -> Window:
    opened = Window(aoife(), make_draft())
    opened.blocks[0]["value"] = "<p>Written while the disk was full.</p>"
    return opened


@pytest.fixture
def read_only(window: Window) -> Iterator[None]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA query_only = 1")
            yield
            transaction.set_rollback(False)  # the test's own transaction stands around what failed
            cursor.execute("PRAGMA query_only = 0")
        else:
            pytest.skip("a running transaction of PostgreSQL is not made writable again")


def test_a_save_is_answered_in_words(window: Window, read_only: None) -> None:
    page = window.save()
    assert page.status_code == 503
    assert "can only be read at the moment. Nothing was saved." in page.content.decode()
    answer = window.autosave()
    assert not answer["success"]
    assert "still in your browser" in answer["error_message"]
    assert "disk was full" not in words_of(window.story)
    assert window.client.get(reverse("wagtailadmin_pages:edit", args=[window.story.pk])).status_code == 503


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("database or disk is full", "is full."),
        ("could not extend file: No space left on device", "is full."),
        ("cannot execute UPDATE in a read-only transaction", "can only be read"),
        ("connection refused", "does not answer."),
    ],
)
def test_each_reason_has_its_words(error: str, words: str) -> None:
    assert words in say_unwritable(RequestFactory().get("/desk/"), OSError(error)).content.decode()
