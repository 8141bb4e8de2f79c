"""How many questions a thread has, and how many a guest has answered. Counted under its lock, with the cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import F

from standfirst.comments.models import NUMBER_DIGITS, Comment


class Counted(NamedTuple):
    """By how much the thread's counts grow."""

    questions: int = 0
    answered: int = 0


def count_answers(*, comments: Sequence[Comment], change: int) -> Counted:
    """By how much the counts of a thread grow when these comments of it appear (1) or go (-1); 0 changes nothing.

    The answers of the questions above are counted on the way. To be called when the comments' own states are written:
    a question that goes together with its answer then counts once. Readers' comments cost no query.
    """
    if not change:
        return Counted()
    questions = [one for one in comments if one.parent_id is None and not one.by_guest]
    answered = sum(bool(one.answers) for one in questions)
    given = Counter(one.parent_id for one in comments if one.parent_id is not None and is_answer(one))
    for question_id, number in given.items():
        answered += _count_given(question_id, change * number)
    return Counted(change * len(questions), change * answered)


def _count_given(question_id: int, number: int) -> int:
    """Whether with so many answers more (or fewer) the question is answered (or no more): 1 where it counts."""
    question = Comment.objects.only("answers", "state", "by_guest").get(pk=question_id)
    Comment.objects.filter(pk=question_id).update(answers=F("answers") + number)
    turned = bool(question.answers) != bool(question.answers + number)
    return int(turned and question.state == Comment.State.PUBLISHED and not question.by_guest)


def is_answer(comment: Comment) -> bool:
    """A guest's reply to what stands at the top; deeper ones are part of the talk below it."""
    return comment.by_guest and len(comment.path) == 2 * NUMBER_DIGITS
