"""Questions and answers: guests answer, answers lead, times hold, counts agree, nobody misses a question."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.long_threads import fill_thread
from standfirst.accounts.actions.closing import ask_to_close, carry_on_closing
from standfirst.accounts.models import User
from standfirst.accounts.tests.factories import make_reader, niamh, tadhg
from standfirst.comments.actions.closing import show_turned
from standfirst.comments.actions.posting import CommentsClosed, ParentGone, QuestionsNotYet, QuestionsOver
from standfirst.comments.actions.questions import set_questions
from standfirst.comments.actions.recounting import recount
from standfirst.comments.actions.states import AuthorDeleted, Cause, change_state
from standfirst.comments.actions.telling import tell_of_comment
from standfirst.comments.cursors import Sort
from standfirst.comments.models import Comment, Thread
from standfirst.comments.queries import pages
from standfirst.comments.queries.pages import thread_page
from standfirst.comments.queries.places import public_place
from standfirst.comments.tests.factories import NOON, close, make_comment, make_thread
from standfirst.comments.tests.following import Reading, cursor_of, read
from standfirst.comments.tests.test_orders import (
    assert_walks_along_indexes,
    bodies,
    plans,
    readers,
    small_pages,
)
from standfirst.edge.purging import committed_purges
from standfirst.stories.models import Guest, StoryPage

pytestmark = pytest.mark.django_db
HOURS = count()


def maire() -> User:
    """The guest."""
    return User.objects.filter(display_name="Máire").first() or make_reader("Máire")


def ask_guests(
    thread: Thread,
    *guests: User,
    role: str = "Harbour master",
    begin: datetime | None = None,
    end: datetime | None = None,
) -> Thread:
    """Make the thread one of questions to these people, as the desk does by publishing."""
    StoryPage.objects.filter(pk=thread.story_id).update(
        thread_kind="questions", questions_from=begin, questions_until=end
    )
    Guest.objects.filter(story=thread.story_id).delete()
    for guest in guests:
        Guest.objects.create(story=thread.story, account=guest, role=role)
    set_questions(story_id=thread.story_id or 0, now=NOON)
    thread.refresh_from_db()
    return thread


def make_questions(**times: datetime | None) -> Thread:
    return ask_guests(make_thread(headline=f"Story {next(HOURS)}"), maire(), **times)  # type: ignore[arg-type]  # times


def later() -> datetime:
    return NOON + timedelta(hours=next(HOURS))


def counts(thread: Thread) -> tuple[int, int]:
    thread.refresh_from_db()
    return thread.question_count, thread.answered_count


def remove(comment: Comment) -> None:
    change_state(comment_id=comment.pk, revision=1, to=Comment.State.REMOVED, cause=Cause(rule="test"), now=NOON)


def page(thread: Thread, query: str = "") -> str:
    return Client().get(reverse("thread", args=[thread.pk]) + query).text


# What leads


def test_answered_questions_lead_with_the_answer_directly_below() -> None:
    thread = make_questions()
    first = make_comment(thread, "First question")
    make_comment(thread, "Second question", author=tadhg())
    talk = make_comment(thread, "Talk below the first", author=tadhg(), parent_id=first.pk)
    make_comment(thread, "More talk", parent_id=talk.pk)
    answer = make_comment(thread, "The answer", author=maire(), parent_id=first.pk)
    make_comment(thread, "Thank you", parent_id=answer.pk)
    shown = bodies(read(thread, Sort.QUESTIONS))
    assert shown == [
        "First question", "The answer", "Thank you", "Talk below the first", "More talk", "Second question"
    ]  # fmt: skip
    assert bodies(read(thread, Sort.ANSWERED)) == shown[:-1]
    assert bodies(read(thread, Sort.UNANSWERED)) == ["Second question"]
    assert counts(thread) == (2, 1)
    assert recount() == []


def test_the_page_says_who_answers_and_counts_both_tabs() -> None:
    thread = make_questions(end=NOON + timedelta(days=9000))
    question = make_comment(thread, "How deep?")
    make_comment(thread, "How wide?", author=tadhg())
    make_comment(thread, "Nine metres.", author=maire(), parent_id=question.pk)
    text = page(thread)
    assert "Máire</a></b>, Harbour master." in text
    assert "Answered (1)" in text
    assert "Unanswered (1)" in text
    assert "Ask a question" in text
    assert '<span class="badge">Harbour master</span>' in text
    assert text.index("How deep?") < text.index("Nine metres.") < text.index("How wide?")
    assert "How wide?" not in page(thread, "?sort=answered")
    assert "How deep?" not in page(thread, "?sort=unanswered")


def test_other_threads_have_no_such_orders_and_nobody_is_a_guest_there() -> None:
    thread = make_thread()
    Guest.objects.create(story=thread.story, account=maire())
    assert not make_comment(thread, author=maire()).by_guest
    for sort in ("questions", "answered", "unanswered"):
        assert Client().get(reverse("thread", args=[thread.pk]) + f"?sort={sort}").status_code == 404
    assert "Ask a question" not in page(thread)


def test_a_guests_own_words_are_no_question_and_only_guests_answer() -> None:
    thread = make_questions()
    make_comment(thread, "Ask me anything.", author=maire())
    question = make_comment(thread, "How deep?")
    make_comment(thread, "I know: nine.", author=make_reader("Maire Devane"), parent_id=question.pk)
    assert counts(thread) == (1, 0)
    assert bodies(read(thread, Sort.QUESTIONS))[0] == "Ask me anything."


def test_an_answer_that_is_removed_counts_no_more() -> None:
    thread = make_questions()
    question = make_comment(thread)
    answers = [make_comment(thread, str(n), author=maire(), parent_id=question.pk) for n in range(2)]
    for answer, left in zip(answers, (1, 0), strict=True):
        remove(answer)
        assert counts(thread) == (1, left)
    change_state(comment_id=answers[0].pk, revision=1, to=Comment.State.PUBLISHED, cause=Cause(rule="test"), now=NOON)
    remove(question)
    assert counts(thread) == (0, 0)
    assert recount() == []


def test_whoever_becomes_a_guest_or_is_none_any_more_is_so_in_what_was_said() -> None:
    thread = make_questions()
    question = make_comment(thread)
    make_comment(thread, "Nine metres.", author=tadhg(), parent_id=question.pk)
    make_comment(thread, "Tadhg's own question", author=tadhg())
    began = cursor_of("after=0-9-1", Sort.QUESTIONS)
    assert began is not None
    ask_guests(thread, tadhg())
    assert counts(thread) == (1, 1)
    ask_guests(thread, maire())
    assert counts(thread) == (2, 0)
    assert recount() == []
    # A reader on the way finds the order as it is now.
    assert thread.last_change > pages.SHARPEST


# When


def test_questions_are_taken_in_their_time_and_replies_until_the_end() -> None:
    begin, end = NOON + timedelta(days=1), NOON + timedelta(days=2)
    thread = make_questions(begin=begin, end=end)
    with pytest.raises(QuestionsNotYet):
        make_comment(thread, now=begin - timedelta(seconds=1))
    question = make_comment(thread, now=begin)
    with pytest.raises(QuestionsOver):
        make_comment(thread, "Another", now=end)
    make_comment(thread, "Nine metres.", author=maire(), parent_id=question.pk, now=end)
    make_comment(thread, "And thank you all.", author=maire(), now=end)
    make_comment(thread, "So deep!", parent_id=question.pk, now=end + timedelta(minutes=1))
    close(thread)
    with pytest.raises(CommentsClosed):
        make_comment(thread, "Too late.", author=maire(), parent_id=question.pk, now=end + timedelta(hours=1))


def test_pages_are_made_anew_when_a_time_has_come() -> None:
    begin, end = NOON + timedelta(days=1), NOON + timedelta(days=2)
    thread = make_questions(begin=begin, end=end)
    assert show_turned(now=begin - timedelta(seconds=1)) == 0
    assert show_turned(now=begin) == 1
    thread.refresh_from_db()
    assert thread.turns_at == end
    assert show_turned(now=end) == 1
    assert show_turned(now=end) == 0


@pytest.mark.parametrize(("begin", "end", "says"), [(9000, 9001, "Questions are taken from"), (-2, -1, "Answers may")])
def test_outside_its_time_the_page_has_no_form_and_says_why(begin: int, end: int, says: str) -> None:
    thread = make_questions(begin=NOON + timedelta(days=begin), end=NOON + timedelta(days=end))
    text = page(thread)
    assert says in text
    assert "<textarea" not in text
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    client.force_login(niamh())
    refused = client.post(reverse("post_comment", args=[thread.pk]), {"body": "How deep?"})
    assert refused.status_code == 422
    assert 'data-refusal="questions-' in refused.text
    assert "How deep?" in refused.text


# Guests


def test_guests_answers_appear_at_once_and_can_be_reported() -> None:
    thread = make_questions()
    question = make_comment(thread)
    StoryPage.objects.filter(pk=thread.story_id).update(comments_mode="premoderated")
    assert make_comment(thread, "A reader's").state == Comment.State.PENDING
    words = "SEE https://harbour.example AND https://tide.example, https://a.example https://b.example"
    answer = make_comment(thread, words, author=maire(), parent_id=question.pk)
    assert answer.state == Comment.State.PUBLISHED
    assert Client().get(reverse("report_comment", args=[answer.pk])).status_code == 200


def test_the_asker_is_told_of_the_answer() -> None:
    thread = make_questions()
    question = make_comment(thread, now=later())
    answer = make_comment(thread, "Nine.", author=maire(), parent_id=question.pk, now=later())
    tell_of_comment(comment_id=answer.pk, now=NOON)
    client = Client()
    client.force_login(niamh())
    assert "Máire answered your question" in client.get(reverse("your_notifications")).text


def test_a_guest_who_closes_the_account_leaves_answers_without_a_name() -> None:
    thread = make_questions()
    question = make_comment(thread)
    make_comment(thread, "Nine metres.", author=maire(), parent_id=question.pk)
    ask_to_close(person=maire(), keeps_text=True, now=NOON)
    moment = NOON + timedelta(days=2)
    while carry_on_closing(now=moment):
        moment += timedelta(minutes=3)
    set_questions(story_id=thread.story_id or 0, now=NOON)
    assert counts(thread) == (1, 1)
    text = page(thread)
    assert '<span class="badge">Guest</span>' in text
    assert "Harbour master" not in text
    assert "Máire" not in text


@pytest.mark.parametrize("leaver", ["guest", "asker"])
def test_erased_words_leave_counts_that_are_right(leaver: str) -> None:
    thread = make_questions()
    questions = [make_comment(thread, f"Question {n}", now=later()) for n in range(3)]
    for question in questions[:2]:
        make_comment(thread, f"Answer to {question.pk}", author=maire(), parent_id=question.pk, now=later())
    ask_to_close(person=maire() if leaver == "guest" else niamh(), keeps_text=False, now=NOON)
    moment = NOON + timedelta(days=2)
    while carry_on_closing(now=moment):
        moment += timedelta(minutes=3)
    assert counts(thread) == ((3, 0) if leaver == "guest" else (0, 0))
    assert recount() == []


@pytest.mark.django_db(transaction=True)
def test_a_guests_new_name_reaches_the_notice() -> None:
    thread = make_questions()
    with committed_purges() as purged:
        guest = maire()
        guest.about = "Pilot."
        guest.display_name = "Máire D."
        guest.save()
    assert f"thread:{thread.pk}" in purged


# Nothing missed, nothing twice

STEP = st.tuples(
    st.sampled_from(["ask", "ask", "answer", "answer", "talk", "remove", "publish", "guests"]),
    st.integers(min_value=0, max_value=40),
    st.integers(min_value=0, max_value=7),
)
Step = tuple[str, int, int]


def do(thread: Thread, made: list[int], step: Step) -> None:
    kind, which, who = step
    target = made[which % len(made)] if made else None
    reader = maire() if kind == "answer" else readers()[who]
    if kind == "guests":
        # One of the readers comes to the guests, or leaves them.
        ask_guests(thread, maire(), *readers()[: which % 2])
        return
    if kind in {"remove", "publish"} and target is not None:
        to = Comment.State.PUBLISHED if kind == "publish" else Comment.State.REMOVED
        try:
            change_state(comment_id=target, revision=1, to=to, cause=Cause(rule="test"), now=NOON)
        except AuthorDeleted:
            return
        return
    parent = None if kind == "ask" else target
    try:
        made.append(make_comment(thread, f"{kind} {next(HOURS)}", author=reader, parent_id=parent, now=later()).pk)
    except ParentGone:
        return


def belonging(thread: Thread, sort: Sort) -> set[int]:
    """The tops that the order shows; of the whole order also what stands below them."""
    public = Comment.objects.public().filter(thread=thread)
    if sort == Sort.QUESTIONS:
        return set(public.values_list("pk", flat=True))
    tops = public.filter(parent=None, state=Comment.State.PUBLISHED, by_guest=False)
    part = tops.filter(answers__gt=0) if sort == Sort.ANSWERED else tops.filter(answers=0)
    return set(part.values_list("pk", flat=True))


@pytest.mark.parametrize("sort", [Sort.QUESTIONS, Sort.ANSWERED, Sort.UNANSWERED])
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(before=st.lists(STEP, min_size=6, max_size=25), between=st.lists(st.lists(STEP, max_size=5), max_size=8))
def test_what_stood_throughout_is_met_once(sort: Sort, before: list[Step], between: list[list[Step]]) -> None:
    thread = make_questions()
    with small_pages():
        made: list[int] = []
        for step in before:
            do(thread, made, step)
        reading = Reading(thread, sort)
        throughout = belonging(thread, sort)
        tops: list[int] = []
        # Which comments are guests' makes another order altogether; a reader on the way then goes on in that.
        waiting = iter([[step for step in some if step[0] != "guests"] for some in between])
        while not reading.done or reading.folds:
            if reading.done:
                reading.unfold()
            else:
                met = len(reading.seen)
                reading.next_page()
                on_top = Comment.objects.filter(pk__in=reading.seen[met:], parent=None)
                tops += on_top.values_list("pk", flat=True)
            for step in next(waiting, []):
                do(thread, made, step)
                throughout &= belonging(thread, sort)
        assert len(tops) == len(set(tops)), "met twice"
        assert throughout <= set(reading.seen), "missed"
    assert recount() == []


# What it costs


def test_a_long_thread_of_questions_is_read_along_its_indexes() -> None:
    thread = make_thread()
    fill_thread(thread, comments=600, authors=readers(), now=NOON)
    ask_guests(thread, readers()[0])
    assert recount() == []
    with connection.cursor() as db:
        db.execute("ANALYZE")
        if connection.vendor == "postgresql":
            for way in ("seqscan", "bitmapscan", "hashjoin", "mergejoin"):
                db.execute(f"SET LOCAL enable_{way} = off")
    place = public_place(thread.pk)
    assert place is not None
    after = cursor_of(f"after=1-300-{place.thread.last_change - 5}", Sort.QUESTIONS)
    for sort, cursor in [
        (Sort.QUESTIONS, None),
        (Sort.QUESTIONS, after),
        (Sort.ANSWERED, None),
        (Sort.UNANSWERED, None),
    ]:

        def one() -> object:
            return thread_page(thread=place.thread, place=place, sort=sort, after=cursor)  # noqa: B023 - used at once

        with CaptureQueriesContext(connection) as captured:
            one()
        assert len(captured) <= 4
        for plan in plans(one):
            # The guests, a few, are put into order by hand.
            if "comments_comment" in "".join(plan) or " c " in "".join(plan):
                assert_walks_along_indexes(plan)
