"""Pages of a thread: the tops of an order with their first replies, and one comment in its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.urls import get_script_prefix, reverse

from standfirst import clock
from standfirst.comments.cursors import BadCursor, Cursor, Sort, read_path, usual_sort
from standfirst.comments.models import NUMBER_DIGITS, Comment, OutsidePage, Thread, Turn
from standfirst.comments.queries.orders import (
    Top,
    branch_rows,
    microseconds,
    rows_of,
    rows_of_short_thread,
    tops_behind,
)
from standfirst.comments.queries.questions import Questions, answers_first, questions_of, rows_with_answers
from standfirst.comments.queries.shown import Row, ShownComment, moment
from standfirst.stories.models import StoryPage
from standfirst.web.stand_ins import Shape

ON_A_PAGE = 60
"""So many comments and folds make a page, about; a thread with no more comments stands in one whole."""
REPLIES_SHOWN = 3
"""So many first replies stand under a comment of a longer thread. They go three levels deep at most."""
STUBS_AT_MOST = 2000
SHARPEST = 5000
"""After so many changes a reader's bound is moved on: a page must not cost more the longer somebody reads."""


class Fold(NamedTuple):
    """More replies than are shown: how many (None: some), and where they are."""

    address: str
    replies: int | None


@dataclass(frozen=True)
class ThreadPage:
    """A stretch of a thread in an order. `more` is the address of the next one, empty at the end."""

    thread: Thread
    comments: list[ShownComment | Fold]
    more: str
    is_open: bool
    sort: Sort = Sort.OLDEST
    has_picks: bool = False
    questions: Questions | None = None

    @property
    def takes_no_questions(self) -> bool:
        """Whether this is a thread of questions outside their time."""
        return self.questions is not None and self.questions.turn != Turn.NOW


def thread_page(
    *, thread: Thread, place: StoryPage | OutsidePage, sort: Sort | None = None, after: Cursor | None = None
) -> ThreadPage:
    """The tops of the order behind `after` with their first replies, ON_A_PAGE in all, in two queries.

    A thread of questions takes two more: who answers, and the answers. Without a `sort` the usual order.
    Raises BadCursor for a bound that the thread has not reached.
    """
    now = clock.now()
    sort = sort or usual_sort(asks_questions=thread.asks_questions)
    if after is not None and sort.changes:
        if after.since > thread.last_change:
            raise BadCursor
        if thread.last_change - after.since > SHARPEST:
            after = Cursor(after.value, after.number, thread.last_change)
    is_short = thread.comment_count <= ON_A_PAGE
    tops = tops_behind(thread_id=thread.pk, sort=sort, after=after, limit=ON_A_PAGE + 1)
    here = tops.places[:ON_A_PAGE] if is_short or sort == Sort.PICKS else fitting(tops.places)
    more = ""
    if len(here) < len(tops.places):
        cursor = cursor_at(here[-1], sort=sort, after=after, last_change=tops.last_change)
        address = thread_address(thread, sort)
        more = f"{address}{'&' if '?' in address else '?'}after={cursor.written(sort)}"
    comments = with_replies(here, thread_id=thread.pk, is_short=is_short, sort=sort)
    is_open = thread.takes_comments(place=place, now=now)
    return ThreadPage(thread, comments, more, is_open, sort, tops.has_picks, questions_of(thread, now=now))


def fitting(tops: Sequence[Top]) -> list[Top]:
    """As many as fill a page with their first replies and the folds of the others; one at least."""
    room = ON_A_PAGE
    for count, top in enumerate(tops):
        room -= 1 + min(REPLIES_SHOWN + 1, top.published_below)
        if room < 0 and count:
            return list(tops[:count])
    return list(tops[:ON_A_PAGE])


def cursor_at(top: Top, *, sort: Sort, after: Cursor | None, last_change: int) -> Cursor:
    if sort == Sort.PICKS:
        return Cursor(microseconds(moment(top.value)), top.number)
    since = after.since if after is not None and sort.changes else last_change
    return Cursor(top.value, top.number, since)


def with_replies(tops: Sequence[Top], *, thread_id: int, is_short: bool, sort: Sort) -> list[ShownComment | Fold]:
    """What is shown of the comments of a page, in one statement: a fold counts what was not shown at that moment.

    A long thread of questions takes another, for the answers.
    """
    ids = [top.pk for top in tops]
    answered = [top.pk for top in tops if top.published_below] if sort != Sort.PICKS else []
    leads_with_answers = sort in {Sort.QUESTIONS, Sort.ANSWERED}
    if is_short and answered:
        rows = rows_of_short_thread(thread_id=thread_id, tops=ids, limit=STUBS_AT_MOST)
    elif leads_with_answers:
        rows = rows_with_answers(tops, thread_id=thread_id, limit=REPLIES_SHOWN)
    else:
        rows = rows_of(thread_id=thread_id, tops=ids, answered=answered, limit=REPLIES_SHOWN)
    found = {row.pk: row for row in rows}
    # One that has vanished since it was found is left out.
    here = [found.pop(pk) for pk in ids if pk in found]
    below: dict[str, list[Row]] = defaultdict(list)
    for reply in found.values():
        below[reply.path[:NUMBER_DIGITS]].append(reply)
    comments: list[ShownComment | Fold] = []
    for row in here:
        shown = answers_first(below[row.path]) if leads_with_answers else below[row.path]
        comments += [row.shown(), *(reply.shown() for reply in shown)]
        hidden = row.published_below - sum(reply.state == Comment.State.PUBLISHED for reply in shown)
        if not is_short and sort != Sort.PICKS and hidden > 0:
            address = comment_place(thread_id, row.number)
            # Behind answers that were taken out of their order all replies follow, in it.
            if shown and not (leads_with_answers and row.answers):
                address += f"?after={shown[-1].path}"
            comments.append(Fold(address, hidden))
    return comments


def branch_page(*, thread: Thread, place: StoryPage | OutsidePage, number: int, after: str = "") -> ThreadPage:
    """One comment in its place: those it answers above it, a page of the replies below it, behind the path `after`.

    Raises Comment.DoesNotExist for what does not stand in the page, and BadCursor.
    """
    stands = Comment.objects.filter(thread=thread, number=number).values_list("path", "is_shown").first()
    if stands is None or not stands[1]:
        raise Comment.DoesNotExist
    path = stands[0]
    after = read_path(after, below=path, digits=NUMBER_DIGITS)
    line = [path[:end] for end in range(NUMBER_DIGITS, len(path) + 1, NUMBER_DIGITS)]
    rows = branch_rows(thread_id=thread.pk, line=line, after=after, limit=ON_A_PAGE + 1)
    above = [row for row in rows if len(row.path) <= len(path)]
    replies = rows[len(above) :]
    comments: list[ShownComment | Fold] = [row.shown() for row in [*above, *replies[:ON_A_PAGE]]]
    if len(replies) > ON_A_PAGE:
        address = f"{comment_place(thread.pk, number)}?after={replies[ON_A_PAGE - 1].path}"
        comments.append(Fold(address, None))
    now = clock.now()
    is_open = thread.takes_comments(place=place, now=now)
    return ThreadPage(thread, comments, "", is_open, questions=questions_of(thread, now=now))


def thread_address(thread: Thread, sort: Sort) -> str:
    address = reverse("thread", args=[thread.pk])
    return address if sort == usual_sort(asks_questions=thread.asks_questions) else f"{address}?sort={sort}"


def comment_place(thread_id: int, number: int) -> str:
    """The page that shows one comment in its place."""
    return _places(get_script_prefix()).filled({"thread": str(thread_id), "number": str(number)})


@cache
def _places(script_prefix: str) -> Shape:
    """The address of all such pages: a page of comments leads to twenty."""
    stand_ins = {"thread": "7301944001", "number": "7301944002"}
    return Shape(reverse("thread_branch", args=list(stand_ins.values())), stand_ins)
