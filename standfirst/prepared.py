"""Queries that every page asks, compiled once.

Django builds a statement anew each time, which takes ten times as long as the database needs to answer it. A prepared
query is an ordinary queryset with places in it for what is given with each asking:

    COMMENTS = Prepared(lambda thread: Comment.objects.public().filter(thread=thread).values_list("pk", "path"))
    rows = COMMENTS(thread=12)

Visibility stays where it is: the queryset is built by the same methods as any other. It is built once for a process,
so whatever may differ from one asking to the next, such as the time, must be given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Expression
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)


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


class Prepared[Row]:
    """A query to be asked with keywords: numbers, texts, moments, or several of them for an `in`.

    `build` takes the same keywords and makes a queryset of models, of `values_list` or of a flat one. Row is what it
    holds. Each asking is one statement, none where an `in` has nothing in it. None can't be given: SQL finds nothing
    equal to it. Only for the default database.
    """

    def __init__(self, build: Callable[..., Any]) -> None:
        self._build = build
        self._compiled: dict[tuple[Any, ...], _Statement] = {}

    def __call__(self, **given: Any) -> list[Row]:
        if None in given.values():
            raise TypeError("A prepared query was given None.")
        several = {name: _rounded(len(value)) for name, value in given.items() if isinstance(value, list)}
        if 0 in several.values():
            return []
        key = (connection.vendor, *several.items())
        statement = self._compiled.get(key)
        if statement is None:
            places = {name: Given(name, several.get(name, 0)) for name in given}
            statement = self._compiled[key] = _Statement(self._build(**places))
        return statement.ask(given)

    def first(self, **given: Any) -> Row | None:
        """The first row. The query should hold no more than one."""
        return next(iter(self(**given)), None)


def _rounded(length: int) -> int:
    """A power of two, so that few statements serve all lengths; nought for nothing."""
    return 1 << (length - 1).bit_length() if length else 0


class _Statement:
    """SQL, and how its rows become what the queryset would have given; for every connection of one kind."""

    def __init__(self, queryset: Any) -> None:
        compiler = queryset.query.get_compiler(connection=connection)
        self.sql, self.parameters = compiler.as_sql()
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
        filled = [one.filled(given) if isinstance(one, _Hole) else one for one in self.parameters]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, filled)
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
