"""The SQL of the orders of reading, for both databases. ADR 0021 tells why it is exact, and why it is written by hand.

Every page is found by walking along one index as far as the page goes; the tests ask both databases how they go about
it. The orders that change are read as they were at the change that the cursor names. (SQLite joins in the order written
where it reads CROSS JOIN.)
"""

# ruff: noqa: S608 - only words of our own are put together here; every value is bound
from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection

from standfirst.comments.cursors import Cursor, Sort
from standfirst.comments.models import NUMBER_DIGITS
from standfirst.comments.queries.shown import COLUMNS, JOINED, WIDTH, Row

# SQLite takes an index of part of a table only where it reads the part's condition word for word.
TRUE = {"sqlite": "1", "postgresql": "true"}
# Left to itself SQLite takes the index of all paths, and reads row by row what was removed from a branch.
IN_READING_ORDER = {"sqlite": "INDEXED BY comments_in_reading_order", "postgresql": ""}
# Behind every number of a reply and of one to it, which is greater than the first.
NINES = "9" * 2 * NUMBER_DIGITS
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Parameters = list[Any]
VALUES = {
    Sort.RECOMMENDED: "recommend_count",
    Sort.DISCUSSED: "published_below",
    Sort.PICKS: "picked_at",
    Sort.QUESTIONS: "leads",
}
# Which comments an order of part of a thread shows; what the tabs count, and no stubs.
PARTS = {
    Sort.ANSWERED: "AND leads = 1 AND state = 'published' AND NOT by_guest",
    Sort.UNANSWERED: "AND leads = 0 AND state = 'published'",
}

# By how much the value of each comment has grown since a change: recommendations; replies, counted at the top; answers.
MADE_AND_UNDONE = """
SELECT comment_id AS id, SUM(by_one) AS grown FROM (
  SELECT comment_id, 1 AS by_one FROM comments_recommendation
  WHERE thread_id = %s AND made_in > %s AND undone_in IS NULL
  UNION ALL
  SELECT comment_id, -1 FROM comments_recommendation WHERE thread_id = %s AND undone_in > %s AND made_in <= %s
) AS singly GROUP BY comment_id"""
PUBLISHED_AND_NOT = f"""
SELECT top.id AS id, by_top.grown AS grown FROM (
  SELECT substr(reply.path, 1, {NUMBER_DIGITS}) AS path,
    SUM(CASE WHEN s.to_state = 'published' THEN 1 ELSE 0 END
      - CASE WHEN s.from_state = 'published' THEN 1 ELSE 0 END) AS grown
  FROM comments_statechange s JOIN comments_comment reply ON reply.id = s.comment_id
  WHERE s.thread_id = %s AND s.sequence > %s AND reply.parent_id IS NOT NULL
  GROUP BY substr(reply.path, 1, {NUMBER_DIGITS})
) AS by_top JOIN comments_comment top ON top.thread_id = %s AND top.path = by_top.path"""

ANSWERS_GIVEN_AND_NOT = f"""
SELECT reply.parent_id AS id,
  SUM(CASE WHEN s.to_state = 'published' THEN 1 ELSE 0 END
    - CASE WHEN s.from_state = 'published' THEN 1 ELSE 0 END) AS grown
FROM comments_statechange s JOIN comments_comment reply ON reply.id = s.comment_id
WHERE s.thread_id = %s AND s.sequence > %s AND reply.by_guest AND length(reply.path) = {2 * NUMBER_DIGITS}
GROUP BY reply.parent_id"""
# The value of then, by what it has grown since.
THEN = {Sort.QUESTIONS: "CASE WHEN c.by_guest OR c.answers - grown.grown > 0 THEN 1 ELSE 0 END"}


class Top(NamedTuple):
    """A comment at the top of a thread: where it stands in an order. What it shows is fetched for those that fit."""

    pk: int
    number: int
    published_below: int
    answers: int
    value: Any


class Tops(NamedTuple):
    """A stretch of an order; what the thread's `last_change` was at that moment; and whether there are picks."""

    places: list[Top]
    last_change: int
    has_picks: bool


def shown() -> str:
    return f"is_shown = {TRUE[connection.vendor]}"


def tops_behind(*, thread_id: int, sort: Sort, after: Cursor | None, limit: int) -> Tops:
    """At most `limit` comments of the order behind `after`, in it. One statement, so all of it is of one moment."""
    if after is not None and sort.changes:
        page, parameters = page_as_it_was(thread_id=thread_id, sort=sort, after=after, limit=limit)
    else:
        page, parameters = page_as_it_is(thread_id=thread_id, sort=sort, after=after, limit=limit)
    statement = f"""{page}
SELECT id, number, published_below, answers, value, (SELECT last_change FROM comments_thread WHERE id = %s),
  EXISTS (SELECT 1 FROM comments_comment pick
    WHERE pick.thread_id = %s AND pick.picked_at IS NOT NULL AND pick.{shown()})
FROM page"""
    found = fetched(statement, [*parameters, thread_id, thread_id])
    if not found:
        return Tops([], 0, False)
    places = sorted((Top(*raw[:5]) for raw in found), key=lambda top: (top.value, top.number))
    return Tops(places if sort == Sort.OLDEST else places[::-1], found[0][5], bool(found[0][6]))


def page_as_it_is(*, thread_id: int, sort: Sort, after: Cursor | None, limit: int) -> tuple[str, Parameters]:
    """A `page` of ids and values in the order as it is now."""
    value = VALUES.get(sort, "number")
    if sort == Sort.PICKS:
        which = f"picked_at IS NOT NULL AND {shown()} AND state = 'published'"
    else:
        which = f"parent_id IS NULL AND {shown()} {PARTS.get(sort, '')}"
    behind, parameters = "", [thread_id]
    if after is not None and sort.is_by_age:
        behind = f"AND number {'>' if sort == Sort.OLDEST else '<'} %s"
        parameters.append(after.number)
    elif after is not None:
        behind = f"AND ({value}, number) < (%s, %s)"
        parameters += [stored_value(sort, after.value), after.number]
    if sort.is_by_age:
        order = "number" if sort == Sort.OLDEST else "number DESC"
    else:
        order = f"{value} DESC, number DESC"
    page = f"""WITH page AS (
  SELECT id, number, published_below, answers, {value} AS value FROM comments_comment
  WHERE thread_id = %s AND {which} {behind} ORDER BY {order} LIMIT %s)"""
    return page, [*parameters, limit]


def page_as_it_was(*, thread_id: int, sort: Sort, after: Cursor, limit: int) -> tuple[str, Parameters]:
    """The same with each value as it was at the change `after.since`.

    What has not changed since is found along the index; what has is few, and is put among it at its value of then.
    """
    value = VALUES[sort]
    if sort == Sort.RECOMMENDED:
        grown, parameters = MADE_AND_UNDONE, [thread_id, after.since, thread_id, after.since, after.since]
    elif sort == Sort.QUESTIONS:
        grown, parameters = ANSWERS_GIVEN_AND_NOT, [thread_id, after.since]
    else:
        grown, parameters = PUBLISHED_AND_NOT, [thread_id, after.since, thread_id]
    then = THEN.get(sort, f"c.{value} - grown.grown")
    page = f"""WITH grown AS ({grown}), moved AS (
  SELECT c.id, c.number, c.published_below, c.answers, {then} AS value FROM grown CROSS JOIN comments_comment c
  WHERE c.id = grown.id AND c.thread_id = %s AND c.parent_id IS NULL AND c.{shown()} AND grown.grown <> 0
), page AS (
  SELECT id, number, published_below, answers, value FROM (
    SELECT id, number, published_below, answers, value FROM (
      SELECT id, number, published_below, answers, {value} AS value FROM comments_comment
      WHERE thread_id = %s AND parent_id IS NULL AND {shown()} AND ({value}, number) < (%s, %s)
        AND id NOT IN (SELECT id FROM moved)
      ORDER BY {value} DESC, number DESC LIMIT %s) AS steady
    UNION ALL
    SELECT id, number, published_below, answers, value FROM moved WHERE (value, number) < (%s, %s)
  ) AS together ORDER BY value DESC, number DESC LIMIT %s)"""
    place = [after.value, after.number]
    return page, [*parameters, thread_id, thread_id, *place, limit, *place, limit]


def rows_of(*, thread_id: int, tops: Sequence[int], answered: Sequence[int], limit: int) -> list[Row]:
    """The comments with the ids `tops`, and the first `limit` replies below each of `answered`, in reading order.

    The replies of each are found by themselves from where its branch begins, so that one with fifty thousand replies
    costs what one with three does. What is no longer shown is left out.
    """
    parts, parameters = [], []
    if answered:
        for skipped in range(limit):
            parts.append(f"""SELECT (SELECT reply.id FROM comments_comment reply
  {IN_READING_ORDER[connection.vendor]}
  WHERE reply.thread_id = %s AND reply.path > top.path AND reply.path < top.path || '{NINES}' AND reply.{shown()}
  ORDER BY reply.path LIMIT 1 OFFSET {skipped}) AS id
FROM comments_comment top WHERE top.id IN ({marks(answered)})""")
            parameters += [thread_id, *answered]
    return rows_at(tops, parts, parameters)


def answer_rows(*, thread_id: int, tops: Sequence[int], limit: int) -> list[Row]:
    """The first `limit` published answers of guests to each of the questions with the ids `tops`, in reading order."""
    if not tops:
        return []
    parts = [
        f"""SELECT (SELECT reply.id FROM comments_comment reply
  WHERE reply.parent_id = top.id AND reply.by_guest = {TRUE[connection.vendor]} AND reply.state = 'published'
  ORDER BY reply.number LIMIT 1 OFFSET {skipped}) AS id
FROM comments_comment top WHERE top.thread_id = %s AND top.id IN ({marks(tops)})"""
        for skipped in range(limit)
    ]
    page = "\nUNION ALL\n".join(parts)
    return _in_reading_order(f"SELECT {COLUMNS} FROM ({page}) AS page {JOINED}", [thread_id, *tops] * limit)


def rows_of_short_thread(*, thread_id: int, tops: Sequence[int], limit: int) -> list[Row]:
    """The comments with the ids `tops` and all replies of a thread that is known to be short, in reading order."""
    replies = f"""SELECT id FROM (SELECT id FROM comments_comment
  WHERE thread_id = %s AND {shown()} AND parent_id IS NOT NULL ORDER BY path LIMIT %s) AS replies"""
    return rows_at(tops, [replies], [thread_id, limit])


def rows_at(tops: Sequence[int], others: Sequence[str], parameters: Parameters) -> list[Row]:
    if not tops:
        return []
    page = f"SELECT id FROM comments_comment WHERE id IN ({marks(tops)}) AND {shown()}"
    page = "\nUNION ALL\n".join([page, *others])
    return _in_reading_order(f"SELECT {COLUMNS} FROM ({page}) AS page {JOINED}", [*tops, *parameters])


def marks(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def branch_rows(*, thread_id: int, line: Sequence[str], after: str, limit: int) -> list[Row]:
    """The comments at the paths in `line`, from the top down to one; then `limit` below the last, behind `after`."""
    page = f"""SELECT id FROM comments_comment WHERE thread_id = %s AND path IN ({marks(line)}) AND {shown()}
UNION ALL
SELECT id FROM (SELECT id FROM comments_comment
  WHERE thread_id = %s AND path > %s AND path < %s AND {shown()} ORDER BY path LIMIT %s) AS below"""
    parameters = [thread_id, *line, thread_id, after or line[-1], end_of(line[-1]), limit]
    return _in_reading_order(f"SELECT {COLUMNS} FROM ({page}) AS page {JOINED}", parameters)


def rows_of_reader(*, author_id: int, before: int | None, limit: int) -> list[tuple[Row, int]]:
    """The reader's published comments with their threads, newest first, older than the one with the id `before`."""
    behind, parameters = ("AND id < %s", [author_id, before]) if before is not None else ("", [author_id])
    page = f"""SELECT id FROM comments_comment
  WHERE author_id = %s AND state = 'published' {behind} ORDER BY id DESC LIMIT %s"""
    found = fetched(f"SELECT {COLUMNS}, c.thread_id FROM ({page}) AS page {JOINED}", [*parameters, limit])
    return sorted(((Row(*raw[:WIDTH]), raw[WIDTH]) for raw in found), key=lambda one: one[0].pk, reverse=True)


def newest_rows(*, thread_id: int, limit: int) -> list[Row]:
    """The newest published comments of a thread, replies too; stubs among them are passed over afterwards."""
    page = "SELECT id FROM comments_comment WHERE thread_id = %s ORDER BY number DESC LIMIT %s"
    found = [Row(*raw) for raw in fetched(f"SELECT {COLUMNS} FROM ({page}) AS page {JOINED}", [thread_id, limit])]
    return sorted((row for row in found if row.state == "published"), key=lambda row: row.number, reverse=True)


def end_of(path: str) -> str:
    """Behind all paths below `path`, in digits, which every collation puts in the same order."""
    return path + NINES


def microseconds(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)


def stored_value(sort: Sort, value: int) -> Any:
    if sort != Sort.PICKS:
        return value
    try:
        moment = EPOCH + timedelta(microseconds=value)
    except OverflowError:
        moment = datetime.max.replace(tzinfo=UTC)
    return connection.ops.adapt_datetimefield_value(moment)


def fetched(statement: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _in_reading_order(statement: str, parameters: Sequence[Any]) -> list[Row]:
    return sorted((Row(*raw) for raw in fetched(statement, parameters)), key=lambda row: row.path)
