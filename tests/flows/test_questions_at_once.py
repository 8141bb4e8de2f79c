"""A guest answers while readers ask and moderators remove: no count of questions or answers drifts."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from random import Random

import pytest

from standfirst.accounts.models import User
from standfirst.accounts.tests.factories import make_reader
from standfirst.comments.actions.posting import post_comment
from standfirst.comments.actions.questions import set_questions
from standfirst.comments.actions.recounting import recount
from standfirst.comments.actions.states import Cause, change_state
from standfirst.comments.models import Comment, Thread
from standfirst.comments.tests.factories import NOON, make_thread
from standfirst.stories.models import Guest, StoryPage
from tests.flows.test_concurrency import CONFLICTS, at_once

pytestmark = pytest.mark.django_db(transaction=True)

LATER = NOON + timedelta(days=1)


def live(thread: Thread, people: list[User], guests: list[User], seed: int, minutes: count[int]) -> None:
    chance = Random(seed)
    for _ in range(14):
        now = NOON + timedelta(minutes=next(minutes))
        deed, who = chance.choice(["ask", "answer", "answer", "hide", "show", "guests"]), chance.choice(people)
        there = list(Comment.objects.filter(thread=thread).values_list("pk", flat=True))
        target = chance.choice(there) if there else None
        try:
            if deed == "guests":
                Guest.objects.filter(account=guests[1]).delete()
                if chance.random() < 0.5:
                    Guest.objects.get_or_create(story=thread.story, account=guests[1])
                set_questions(story_id=thread.story_id or 0, now=now)
            elif deed == "ask" or target is None:
                post_comment(thread_id=thread.pk, author=who, body=f"At {now}", now=now)
            elif deed == "answer":
                author = chance.choice(guests)
                post_comment(thread_id=thread.pk, author=author, body=f"At {now}", now=now, parent_id=target)
            else:
                to = Comment.State.PUBLISHED if deed == "show" else Comment.State.REMOVED
                change_state(comment_id=target, revision=1, to=to, cause=Cause(rule="chance"), now=now)
        except CONFLICTS:
            continue


@pytest.mark.parametrize("seed", [1, 2])
def test_questions_and_answers_agree_after_any_history_of_many(seed: int) -> None:
    thread = make_thread()
    StoryPage.objects.filter(pk=thread.story_id).update(thread_kind="questions")
    people = [make_reader(f"Reader {number}") for number in range(8)]
    guests = [make_reader("Máire"), make_reader("Fiachra")]
    Guest.objects.create(story=thread.story, account=guests[0])
    set_questions(story_id=thread.story_id or 0, now=NOON)
    minutes = count(1)
    at_once([lambda one=one: live(thread, people, guests, seed * 10 + one, minutes) for one in range(5)])  # type: ignore[misc]
    assert recount() == []
    assert Comment.objects.count() > 10
    thread.refresh_from_db()
    before = thread.question_count, thread.answered_count
    question = post_comment(thread_id=thread.pk, author=people[0], body="Last?", now=LATER)
    post_comment(thread_id=thread.pk, author=guests[0], body="Last.", now=LATER, parent_id=question.pk)
    thread.refresh_from_db()
    assert (thread.question_count, thread.answered_count) == (before[0] + 1, before[1] + 1)
