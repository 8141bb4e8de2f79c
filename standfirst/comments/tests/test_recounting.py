"""Counts agree with the rows after any history, and a drifted one is found."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standfirst.comments.actions.posting import ParentGone
from standfirst.comments.actions.recounting import recount
from standfirst.comments.actions.states import Cause, change_state
from standfirst.comments.models import Comment, Thread
from standfirst.comments.tests.factories import NOON, make_comment, make_thread
from tests.chance import few_examples

pytestmark = pytest.mark.django_db

# Examples share one database, so the hours go on from one to the next.
HOURS = count()
STEPS = st.lists(
    st.tuples(st.sampled_from(["post", "reply", "publish", "remove"]), st.integers(min_value=0, max_value=20)),
    max_size=25,
)


@settings(max_examples=few_examples(4), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_counts_agree_after_any_history(steps: list[tuple[str, int]]) -> None:
    thread = Thread.objects.first() or make_thread()
    made: list[int] = []
    for step, which in steps:
        target = made[which % len(made)] if made else None
        if step in {"post", "reply"} or target is None:
            parent = target if step == "reply" else None
            moment = NOON + timedelta(hours=next(HOURS))
            try:
                made.append(make_comment(thread, f"Comment {which}", parent_id=parent, now=moment).pk)
            except ParentGone:
                continue
        else:
            to = Comment.State.PUBLISHED if step == "publish" else Comment.State.REMOVED
            change_state(comment_id=target, revision=1, to=to, cause=Cause(rule="test"), now=NOON)
    assert recount() == []


def test_a_drifted_count_is_named_and_the_command_fails(capsys: pytest.CaptureFixture[str]) -> None:
    thread = make_thread()
    make_comment(thread)
    call_command("recount", check=True)
    Thread.objects.filter(pk=thread.pk).update(comment_count=9)
    with pytest.raises(SystemExit) as stopped:
        call_command("recount", check=True)
    assert stopped.value.code == 1
    assert f"comments of thread {thread.pk}: stored 9, counted 1" in capsys.readouterr().err
