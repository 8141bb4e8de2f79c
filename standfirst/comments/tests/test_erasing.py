"""Comments of a reader who goes: counts stay right, replies stay, and whoever is killed in the middle harms nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from standfirst.accounts.actions.closing import ask_to_close, carry_on_closing
from standfirst.accounts.models import Closing, User
from standfirst.accounts.tests.factories import make_reader, tadhg
from standfirst.comments.actions import erasing
from standfirst.comments.actions.recounting import recount
from standfirst.comments.actions.states import Cause, change_state
from standfirst.comments.models import Comment, StateChange, Thread
from standfirst.comments.tests.factories import NOON, make_comment, make_thread
from standfirst.edge.purging import committed_purges
from standfirst.events import announce

LATER = NOON + timedelta(days=2)


def ask(reader: User, *, keeps_text: bool = False) -> None:
    ask_to_close(person=reader, keeps_text=keeps_text, now=NOON)


def carry_out() -> None:
    moment = LATER
    while carry_on_closing(now=moment):
        moment += timedelta(minutes=3)


def say(thread: Thread, reader: User, number: int, **fields: object) -> Comment:
    """A moment of its own for each, so that nobody is too fast."""
    return make_comment(thread, f"Comment {number}", author=reader, now=NOON + timedelta(hours=number), **fields)


@pytest.mark.django_db
def test_replies_stay_below_a_stub_and_counts_are_right() -> None:
    reader, thread = make_reader("Siobhan"), make_thread()
    first = say(thread, reader, 1)
    below = say(thread, tadhg(), 2, parent_id=first.pk)
    say(thread, reader, 3, parent_id=below.pk)
    ask(reader)
    carry_out()
    thread.refresh_from_db()
    first.refresh_from_db()
    assert (thread.comment_count, first.published_below, first.state) == (1, 1, Comment.State.DELETED)
    assert first.is_stub
    assert first.is_shown
    assert recount() == []
    page = client_page(thread)
    assert "Comment 2" in page
    assert "Comment 1" not in page
    assert "Comment 3" not in page


def client_page(thread: Thread) -> str:
    from django.test import Client

    return Client().get(reverse("thread", args=[thread.pk])).text


@pytest.mark.django_db
def test_each_change_has_its_place_in_the_thread() -> None:
    reader, thread = make_reader("Siobhan"), make_thread()
    for number in range(1, 5):
        say(thread, reader, number)
    ask(reader)
    carry_out()
    thread.refresh_from_db()
    places = list(StateChange.objects.filter(thread=thread).order_by("sequence").values_list("sequence", flat=True))
    assert places[-1] == thread.last_change
    assert len(set(places)) == len(places)


@pytest.mark.django_db
def test_text_that_stays_has_no_name_and_held_pages_are_dropped() -> None:
    reader, thread = make_reader("Siobhan"), make_thread()
    comment = say(thread, reader, 1)
    ask(reader, keeps_text=True)
    carry_out()
    comment.refresh_from_db()
    assert comment.state == Comment.State.PUBLISHED
    page = client_page(thread)
    assert "Comment 1" in page
    assert "A former reader" in page
    assert "Siobhan" not in page


@pytest.mark.django_db
def test_what_a_moderator_took_away_loses_its_words_either_way() -> None:
    reader, thread = make_reader("Siobhan"), make_thread()
    comment = say(thread, reader, 1)
    cause = Cause(rule="civil", why="Rude.")
    change_state(comment_id=comment.pk, revision=1, to=Comment.State.REMOVED, cause=cause, now=NOON)
    ask(reader, keeps_text=True)
    carry_out()
    comment.refresh_from_db()
    assert (comment.state, comment.body) == (Comment.State.REMOVED, erasing.ERASED)


class Killed(BaseException):
    """Nothing catches it, as nothing catches a kill."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("dies_at", [1, 2, 4])
def test_a_worker_that_dies_leaves_all_whole_and_another_goes_on(monkeypatch: pytest.MonkeyPatch, dies_at: int) -> None:
    monkeypatch.setattr(erasing, "AT_ONCE", 2)
    reader, thread = make_reader("Siobhan"), make_thread()
    for number in range(1, 10):
        say(thread, reader, number)
    ask(reader)
    announced = iter(range(1, 100))

    def then_die(fact: object) -> None:
        announce(fact)
        if next(announced) == dies_at:
            raise Killed

    monkeypatch.setattr("standfirst.comments.actions.erasing.announce", then_die)
    with pytest.raises(Killed):
        carry_on_closing(now=LATER)
    assert Comment.objects.filter(body=erasing.ERASED).count() == (dies_at - 1) * 2
    assert recount() == []
    assert User.objects.get(pk=reader.pk).closed_at is not None
    carry_out()
    assert not Comment.objects.filter(author=reader).exclude(body=erasing.ERASED).exists()
    assert Closing.objects.get().finished_at is not None
    assert StateChange.objects.filter(rule=erasing.RULE).count() == 9
    assert recount() == []


@pytest.mark.django_db(transaction=True)
def test_others_post_while_a_reader_is_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasing, "AT_ONCE", 3)
    reader, other, thread = make_reader("Siobhan"), tadhg(), make_thread()
    for number in range(1, 25):
        say(thread, reader, number)
    ask(reader)

    def talk() -> None:
        try:
            for number in range(30, 50):
                say(thread, other, number)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as people, committed_purges() as purged:
        talking = people.submit(talk)
        carry_out()
        talking.result(30)
    thread.refresh_from_db()
    assert thread.comment_count == 20
    assert f"thread:{thread.pk}" in purged
    assert recount() == []


@pytest.mark.django_db
@trying(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    replies=st.lists(st.tuples(st.booleans(), st.integers(0, 20)), min_size=1, max_size=20), keeps_text=st.booleans()
)
def test_counts_agree_however_the_conversation_went(replies: list[tuple[bool, int]], keeps_text: bool) -> None:
    number = Comment.objects.count()
    reader, thread = make_reader(f"Reader {number} {User.objects.count()}"), Thread.objects.first() or make_thread()
    made: list[int] = []
    for own, which in replies:
        number += 1
        parent = made[which % len(made)] if made and which % 3 else None
        made.append(say(thread, reader if own else tadhg(), number, parent_id=parent).pk)
    ask(reader, keeps_text=keeps_text)
    carry_out()
    assert recount() == []
