"""A comment appears at once only where those who judge agree; everything else waits for somebody above."""

from __future__ import annotations

import pytest

from standfirst.comments.actions import passing
from standfirst.comments.actions.states import Cause
from standfirst.comments.models import Comment, StateChange
from standfirst.comments.tests.factories import make_comment, make_thread

pytestmark = pytest.mark.django_db
FRIENDLY = Cause(rule="friendly")


def test_one_who_objects_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passing, "_judges", [lambda **_: FRIENDLY, lambda **_: None])
    assert passing.cause_to_appear(comment=Comment(), insists=False) is None
    monkeypatch.setattr(passing, "_judges", [lambda **_: FRIENDLY])
    assert passing.cause_to_appear(comment=Comment(), insists=False) == FRIENDLY
    monkeypatch.setattr(passing, "_judges", [])
    assert passing.cause_to_appear(comment=Comment(), insists=False) is None


def test_where_nobody_judges_a_comment_is_admitted_within_its_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passing, "_judges", [])
    comment = make_comment(make_thread())
    assert comment.state == Comment.State.PUBLISHED
    steps = StateChange.objects.filter(comment=comment).order_by("pk").values_list("to_state", "sequence")
    assert list(steps) == [("pending", 1), ("published", 2)]


def test_a_comment_knows_what_it_stands_under() -> None:
    thread = make_thread()
    comment = make_comment(thread)
    assert (comment.thread.comment_count, comment.thread.last_number) == (1, 1)
    assert comment.thread.place.live
