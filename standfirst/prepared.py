"""Queries that every page asks, compiled once.

Django builds a statement anew each time, which takes ten times as long as the database needs to answer it. A prepared
query is an ordinary queryset with places in it for what is given with each asking:

    COMMENTS = Prepared(lambda thread: Comment.objects.public().filter(thread=thread).values_list("pk", "path"))
    rows = COMMENTS(thread=12)

Visibility stays where it is: the queryset is built by the same methods as any other. It is built once for a process,
so whatever may differ from one asking to the next, such as the time, must be given.

What a busy moment writes again and again is prepared in the same way: new rows, and changes of those there are.

    WRITE = PreparedInsert(Comment)
    WRITE(comment)
    COUNT = PreparedUpdate(lambda thread, by: (Thread.objects.filter(pk=thread), {"comments": F("comments") + by}))
    COUNT(thread=12, by=1)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from types import NoneType
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import CharField, Expression, Field, ForeignKey, IntegerField, Model, TextField, sql
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)
from django.db.transaction import TransactionManagementError, mark_for_rollback_on_error

LARGEST = 2**63 - 1
PLAIN = (CharField, TextField, IntegerField, ForeignKey)
AS_THEY_ARE = {str, int, NoneType}
"""What fields of these kinds give a database as it is, once it has the right type."""
KEPT_FROM = 3
"""So many times a connection sends a kept statement before the server is asked to keep it."""


class Given(Expression):
    """The place in a query of a value that comes later, or of so many of them as the right side of an `in`."""

    def __init__(self, name: str, several: int = 0) -> None:
        super().__init__()
        self.name = name
        self.several = several

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[_Hole, ...]]:  # type: ignore[override]
        """Placeholders, and as their parameters holes, which are filled with each asking."""
        if not self.several:
            return "%s", (_Hole(self.name, None),)
        holes = tuple(_Hole(self.name, at) for at in range(self.several))
        return f"({', '.join(['%s'] * self.several)})", holes


class _Hole(NamedTuple):
    name: str
    at: int | None

    def filled(self, given: dict[str, Any]) -> Any:
        held = given[self.name]
        if self.at is not None:
            # More holes than values: the last one again, which changes nothing for an `in`.
            held = held[min(self.at, len(held) - 1)]
        return connection.ops.adapt_datetimefield_value(held) if isinstance(held, datetime) else held


class _Compiled[What]:
    """One statement for each kind of database and each length of what is given for an `in`."""

    def __init__(self, build: Callable[..., Any], compiled: Callable[[Any], What]) -> None:
        self._build = build
        self._compile = compiled
        self._statements: dict[tuple[Any, ...], What] = {}

    def fitting(self, given: dict[str, Any]) -> What | None:
        """The statement for what is given; None where that can't be found: an empty `in`, a number nobody counts to."""
        if None in given.values():
            raise TypeError("A prepared query was given None.")
        if any(type(value) is int and abs(value) > LARGEST for value in given.values()):
            return None
        several = {name: _rounded(len(value)) for name, value in given.items() if isinstance(value, list)}
        if 0 in several.values():
            return None
        key = (connection.vendor, *several.items())
        statement = self._statements.get(key)
        if statement is None:
            places = {name: Given(name, several.get(name, 0)) for name in given}
            statement = self._statements[key] = self._compile(self._build(**places))
        return statement


class Prepared[Row]:
    """A query to be asked with keywords: numbers, texts, moments, or several of them for an `in`.

    `build` takes the same keywords and makes a queryset of models, of `values_list` or of a flat one. Row is what it
    holds. Each asking is one statement, none where an `in` has nothing in it or a number is beyond what a database
    knows. None can't be given: SQL finds nothing equal to it. Only for the default database.

    With `kept` PostgreSQL keeps the statement too, and after a while its plan: for queries that find a few rows by
    their key whatever is given, where parsing and planning is most of the work.
    """

    def __init__(self, build: Callable[..., Any], *, kept: bool = False) -> None:
        self._compiled = _Compiled(build, partial(_Statement, kept=kept))

    def __call__(self, **given: Any) -> list[Row]:
        statement = self._compiled.fitting(given)
        return statement.ask(given) if statement is not None else []

    def first(self, **given: Any) -> Row | None:
        """The first row. The query should hold no more than one."""
        return next(iter(self(**given)), None)


class PreparedUpdate:
    """A change of rows, made with keywords as a prepared query is asked.

    `build` takes the same keywords and gives a queryset, and what is to be set in its rows. No signal is sent, as with
    any `update`.
    """

    def __init__(self, build: Callable[..., tuple[Any, dict[str, Any]]]) -> None:
        self._compiled = _Compiled(build, _compiled_update)

    def __call__(self, **given: Any) -> int:
        """How many rows were changed."""
        statement = self._compiled.fitting(given)
        if statement is None:
            return 0
        text, parameters = statement
        with mark_for_rollback_on_error(), _cursor(kept=True) as cursor:
            cursor.execute(text, _filled(parameters, given))
            changed: int = cursor.rowcount
            return changed


def _compiled_update(built: tuple[Any, dict[str, Any]]) -> tuple[str, Sequence[Any]]:
    """As QuerySet.update has it compiled."""
    queryset, values = built
    query = queryset.query.chain(sql.UpdateQuery)
    query.add_update_values(values)
    query.clear_select_clause()
    return _with_constants(*query.get_compiler(connection=connection).as_sql())


class PreparedInsert[Row: Model]:
    """Writes new rows of one table, one or several with a statement.

    Takes them as they would be saved and leaves them as they would be afterwards, with the number that the database
    gave. No signal is sent and no `save` of the model runs, as with `bulk_create`.
    """

    def __init__(self, model: type[Row]) -> None:
        self._model = model
        self._statements: dict[tuple[str, int], str] = {}
        # Each with whether it holds nothing but texts and numbers.
        self._fields: list[tuple[Field[Any, Any], bool]] = []

    def __call__(self, *rows: Row) -> None:
        own = self._model._meta
        if not self._fields:
            fields = [one for one in own.concrete_fields if not one.generated and one is not own.auto_field]
            self._fields = [(one, isinstance(one, PLAIN)) for one in fields]
        key = (connection.vendor, len(rows))
        if key not in self._statements:
            self._statements[key] = self._compile(rows)
        database = connections[DEFAULT_DB_ALIAS]
        values = [
            value if type(value) in AS_THEY_ARE and plain else field.get_db_prep_save(value, connection=database)
            for row in rows
            for field, plain in self._fields
            for value in [field.pre_save(row, add=True)]
        ]
        with mark_for_rollback_on_error(), _cursor(kept=True) as cursor:
            cursor.execute(self._statements[key], values)
            numbers = cursor.fetchall() if own.auto_field is not None else []
        for row, (number,) in zip(rows, numbers, strict=False):
            row.pk = number
        for row in rows:
            row._state.adding, row._state.db = False, connection.alias

    def _compile(self, rows: Sequence[Row]) -> str:
        """As Django writes one row, and the same places again for each other row."""
        query = sql.InsertQuery(self._model)
        query.insert_values([field for field, _ in self._fields], list(rows[:1]))
        compiler: Any = query.get_compiler(connection=connection)
        compiler.returning_fields = [self._model._meta.auto_field] if self._model._meta.auto_field else None
        ((text, parameters),) = compiler.as_sql()
        if len(parameters) != len(self._fields):
            raise TypeError(f"A new {self._model.__name__} is written with all its values given.")
        table, _, rest = text.partition(" VALUES ")
        places, returning, columns = rest.partition(" RETURNING ")
        return f"{table} VALUES {', '.join([places] * len(rows))}{returning}{columns}"


def _cursor(*, kept: bool) -> Any:
    """Django's; for statements that are kept and on PostgreSQL one that sends what is given apart from them."""
    database: Any = connections[DEFAULT_DB_ALIAS]
    if not kept or database.vendor != "postgresql":
        return database.cursor()
    from django.db.backends.postgresql.base import ServerBindingCursor

    database.close_if_health_check_failed()
    database.ensure_connection()
    database.connection.prepare_threshold = KEPT_FROM
    bare: Any = ServerBindingCursor
    return database._prepare_cursor(bare(database.connection))


def _with_constants(text: str, parameters: Sequence[Any]) -> tuple[str, Sequence[Any]]:
    """A kept statement with its constants in it: an index with a condition fits no plan that does not know them."""
    if connection.vendor != "postgresql":
        return text, parameters
    given = iter(parameters)
    holes: list[_Hole] = []

    def place(match: re.Match[str]) -> str:
        if match.group() != "%s":
            return match.group()
        one = next(given)
        if isinstance(one, _Hole):
            holes.append(one)
            return "%s"
        literal: str = connection.ops.compose_sql("%s", [one])  # type: ignore[attr-defined]  # of PostgreSQL
        return literal.replace("%", "%%")

    return re.sub("%.", place, text), holes


def _rounded(length: int) -> int:
    """A power of two, so that few statements serve all lengths; nought for nothing."""
    return 1 << (length - 1).bit_length() if length else 0


def _filled(parameters: Sequence[Any], given: dict[str, Any]) -> list[Any]:
    return [one.filled(given) if isinstance(one, _Hole) else one for one in parameters]


class _Statement:
    """SQL, and how its rows become what the queryset would have given; for every connection of one kind."""

    def __init__(self, queryset: Any, *, kept: bool) -> None:
        compiler = queryset.query.get_compiler(connection=connection)
        self._locks = queryset.query.select_for_update
        self._kept = kept
        compiled: tuple[str, Sequence[Any]] = compiler.as_sql()
        self.sql, self.parameters = _with_constants(*compiled) if kept else compiled
        columns = [column for column, *_rest in compiler.select[: compiler.col_count]]
        self._converters = [(at, *found) for at, found in compiler.get_converters(columns).items()]
        kind = queryset._iterable_class
        if kind is ModelIterable:
            self._read = _reader_of_models(queryset, compiler)
        elif kind in (ValuesListIterable, FlatValuesListIterable):
            self._read = _read_first_column if kind is FlatValuesListIterable else _read_all_columns
        else:
            raise TypeError(f"A prepared query gives models or tuples, not what {kind.__name__} makes.")

    def ask(self, given: dict[str, Any]) -> list[Any]:
        if self._locks and not connection.in_atomic_block:
            raise TransactionManagementError("Rows are locked within a transaction.")
        with _cursor(kept=self._kept) as cursor:
            cursor.execute(self.sql, _filled(self.parameters, given))
            rows = cursor.fetchall()
        return self._read(self._converted(rows) if self._converters else rows)

    def _converted(self, rows: Sequence[Any]) -> list[list[Any]]:
        columns = [list(row) for row in rows]
        for at, converters, expression in self._converters:
            for row in columns:
                for convert in converters:
                    row[at] = convert(row[at], expression, connection)
        return columns


def _reader_of_models(queryset: Any, compiler: Any) -> Callable[[Sequence[Any]], list[Any]]:
    """As Django's ModelIterable reads them, with all that is the same for every row found out beforehand."""
    alias, mode, about = connection.alias, queryset._fetch_mode, compiler.klass_info
    model, annotations = about["model"], list((compiler.annotation_col_map or {}).items())
    start, end = about["select_fields"][0], about["select_fields"][-1] + 1
    names = [column.target.attname for column, *_rest in compiler.select[start:end]]
    populators = get_related_populators(about, compiler.select, alias, mode)

    def read(rows: Sequence[Any]) -> list[Any]:
        found = []
        for row in rows:
            one = model.from_db(alias, names, row[start:end], fetch_mode=mode)
            for populator in populators:
                populator.populate(row, one)
            for name, at in annotations:
                setattr(one, name, row[at])
            found.append(one)
        return found

    return read


def _read_all_columns(rows: Sequence[Any]) -> list[Any]:
    return [tuple(row) for row in rows]


def _read_first_column(rows: Sequence[Any]) -> list[Any]:
    return [row[0] for row in rows]
