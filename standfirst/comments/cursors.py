"""Orders of reading a thread, and where in one a reader stands. Pure: no database, no request."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
PLACE = re.compile(r"([0-9]{1,17})-([0-9]{1,9})(?:-([0-9]{1,17}))?", re.ASCII)


class BadCursor(Exception):
    """Not something that a page of ours has ever linked to."""


class Sort(StrEnum):
    """The orders; `OLDEST` is the usual one, `QUESTIONS` in a thread of questions, where answered ones come first.

    `ANSWERED` and `UNANSWERED` show a part of these, the newest first.
    """

    OLDEST = "oldest"
    NEWEST = "newest"
    RECOMMENDED = "recommended"
    DISCUSSED = "discussed"
    PICKS = "picks"
    QUESTIONS = "questions"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"

    @property
    def changes(self) -> bool:
        """Whether what has been read can move while somebody reads on."""
        return self in {Sort.RECOMMENDED, Sort.DISCUSSED, Sort.QUESTIONS}

    @property
    def is_by_age(self) -> bool:
        return self in {Sort.OLDEST, Sort.NEWEST, Sort.ANSWERED, Sort.UNANSWERED}

    @property
    def is_of_questions(self) -> bool:
        """Whether there is such an order in threads of questions only."""
        return self in {Sort.QUESTIONS, Sort.ANSWERED, Sort.UNANSWERED}


def usual_sort(*, asks_questions: bool) -> Sort:
    """The order of a thread's plain address."""
    return Sort.QUESTIONS if asks_questions else Sort.OLDEST


@dataclass(frozen=True)
class Cursor:
    """The last comment that was read: its value in the order, its number, and the bound.

    `value` is a count, or microseconds since 1970 for picks; 0 in the orders by age. `since` is the thread's
    `last_change` when the reader began, in the orders that change; 0 in the others.
    """

    value: int
    number: int
    since: int = 0

    def written(self, sort: Sort) -> str:
        if sort.is_by_age:
            return str(self.number)
        return f"{self.value}-{self.number}" + (f"-{self.since}" if sort.changes else "")


def read_sort(text: str, *, asks_questions: bool = False) -> Sort:
    """Raise BadCursor for an order that there is not. None named is the usual one."""
    try:
        sort = Sort(text) if text else usual_sort(asks_questions=asks_questions)
    except ValueError:
        raise BadCursor from None
    if sort.is_of_questions and not asks_questions:
        raise BadCursor
    return sort


def read_cursor(text: str, sort: Sort) -> Cursor | None:
    """Where `text` says that the reader stands; None at the beginning. Raises BadCursor."""
    if not text:
        return None
    if sort.is_by_age:
        if not NUMBER.fullmatch(text):
            raise BadCursor
        return Cursor(0, int(text))
    found = PLACE.fullmatch(text)
    if found is None or (found[3] is not None) != sort.changes:
        raise BadCursor
    cursor = Cursor(int(found[1]), int(found[2]), int(found[3] or 0))
    if sort.changes and cursor.value >= 2**31:
        raise BadCursor
    return cursor


def read_path(text: str, *, below: str, digits: int) -> str:
    """The path of a reply below the comment at path `below`; empty at the beginning. Raises BadCursor."""
    if text and not (
        text.isascii() and text.isdigit() and len(text) <= 210 and len(text) % digits == 0 and text.startswith(below)
    ):
        raise BadCursor
    return text
