"""The words of public stories in the full text of the database: FTS5 on SQLite, a tsvector on PostgreSQL.

The only file of search that asks which database it is. Both are given words that were folded already
(`searching.words_of`), so both find the same, and PostgreSQL needs no extension.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import connection, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunPython
from django.db.migrations.state import StateApps
from django.db.models.expressions import RawSQL

from standfirst.stories.searching import Term, words_of

ENTRIES = "stories_searchentry"
WORDS = "stories_searchwords"
MOST_LETTERS = 150_000
"""Of one story; what stands behind them is not found. PostgreSQL holds a megabyte of words for one row."""
# PostgreSQL counts words up to here, and remembers so many places of one word.
LAST_POSITION = 16_383
MOST_POSITIONS = 255
GAP = 20
"""Between headline, names and text, so that no phrase runs from one into the other."""


def put_words(*, story_id: int, headline: str, names: str, text: str) -> None:
    """Make the story be found by these words and no others. Its entry must be there."""
    parts = [words_of(part[:MOST_LETTERS]) for part in (headline, names, text)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"UPDATE {ENTRIES} SET words = %s::tsvector WHERE story_id = %s",  # noqa: S608 - a constant
                [_as_vector(parts), story_id],
            )
            return
        cursor.execute(f"DELETE FROM {WORDS} WHERE rowid = %s", [story_id])  # noqa: S608 - a constant
        cursor.execute(
            f"INSERT INTO {WORDS} (rowid, headline, names, body) VALUES (%s, %s, %s, %s)",  # noqa: S608 - a constant
            [story_id, *(" ".join(words) for words in parts)],
        )


def forget_words(*, story_ids: Sequence[int]) -> None:
    """On PostgreSQL the words go with the entry."""
    if connection.vendor == "sqlite" and story_ids:
        with connection.cursor() as cursor:
            cursor.executemany(f"DELETE FROM {WORDS} WHERE rowid = %s", [(one,) for one in story_ids])  # noqa: S608


def matching(terms: Sequence[Term], *, in_headline: bool = False) -> RawSQL:
    """A condition for entries: all `terms` stand in the story, or in its headline. At least one is needed."""
    if connection.vendor == "postgresql":
        sql, value = f"{ENTRIES}.words @@ %s::tsquery", _as_tsquery(terms, weight="A" if in_headline else "")
    else:
        sql = f"{ENTRIES}.story_id IN (SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH %s)"  # noqa: S608 - constants
        value = f"headline : ({_as_fts5(terms)})" if in_headline else _as_fts5(terms)
    return RawSQL(sql, [value], output_field=models.BooleanField())  # noqa: S611 - made of letters and digits


def stories_with_words() -> set[int]:
    """The ids of all stories that any word finds."""
    there = f"SELECT story_id FROM {ENTRIES} WHERE words <> ''"  # noqa: S608 - a constant
    if connection.vendor == "sqlite":
        there = f"SELECT rowid FROM {WORDS}"  # noqa: S608 - a constant
    with connection.cursor() as cursor:
        cursor.execute(there)
        return {row[0] for row in cursor.fetchall()}


def words_beside_entries() -> RunPython:
    """The migration operation that makes room for the words; behind the CreateModel of the entries."""

    def forward(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _room(editor.connection.vendor):
            editor.execute(statement)

    def backward(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"ALTER TABLE {ENTRIES} DROP COLUMN words")
        else:
            editor.execute(f"DROP TABLE {WORDS}")

    return RunPython(forward, backward)


def _room(vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [
            f"ALTER TABLE {ENTRIES} ADD COLUMN words tsvector NOT NULL DEFAULT ''",
            f"CREATE INDEX {ENTRIES}_words ON {ENTRIES} USING gin (words)",
        ]
    # What comes in is folded already; the tokenizer has only to part it at the spaces.
    return [
        f"CREATE VIRTUAL TABLE {WORDS} USING fts5(headline, names, body, tokenize = 'unicode61 remove_diacritics 0')"
    ]


def _as_fts5(terms: Sequence[Term]) -> str:
    """Each term in quotes: nothing in it is an operator."""
    return " AND ".join(f'"{" ".join(term.words)}"{"*" if term.is_beginning else ""}' for term in terms)


def _as_tsquery(terms: Sequence[Term], *, weight: str) -> str:
    """Words are letters and digits only, so in quotes they are lexemes and nothing else."""
    phrases = []
    for term in terms:
        marks = [weight] * (len(term.words) - 1) + ["*" * term.is_beginning + weight]
        words = [f"'{word}'{':' + mark if mark else ''}" for word, mark in zip(term.words, marks, strict=True)]
        phrases.append(f"({' <-> '.join(words)})")
    return " & ".join(phrases)


def _as_vector(parts: Sequence[Sequence[str]]) -> str:
    places: dict[str, dict[int, str]] = {}
    for position, word, weight in _numbered(parts):
        told = places.setdefault(word, {})
        if len(told) < MOST_POSITIONS:
            told.setdefault(min(position, LAST_POSITION), weight)
    return " ".join(
        f"'{word}':{','.join(f'{at}{weight}' for at, weight in told.items())}" for word, told in places.items()
    )


def _numbered(parts: Sequence[Sequence[str]]) -> Iterator[tuple[int, str, str]]:
    """Every word with its place and its weight; A is the headline's."""
    position = 1
    for part, weight in zip(parts, "ABD", strict=True):
        for word in part:
            yield position, word, weight
            position += 1
        position += GAP
