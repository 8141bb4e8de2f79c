"""The data map: for every column, whether it holds something of a person, and what becomes of it.

Each desk says it for its own tables in a file `data_map.py`, beside two kinds of function: what of a table goes into a
person's download, and how it is erased when the account is closed. `tests/architecture/test_data_map.py` walks all
columns there are and fails for one that nobody has said anything about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from standfirst.accounts.models import User


class Fate(StrEnum):
    """What becomes of a column when the account is closed."""

    ROW_DELETED = "its row is deleted"
    EMPTIED = "it is emptied"
    SHELL = "it points at the emptied row of the person, which tells nobody who that was"
    CHOSEN = "it stays without a name or is emptied, as the reader chooses"
    KEPT = "it is kept for a reason, and for so long"


@dataclass(frozen=True)
class Rule:
    """`fate` is None for a column that holds nothing of a person. `why` is never empty for those, nor for what is kept.

    `exported` tells that it is in the person's download.
    """

    fate: Fate | None
    exported: bool
    why: str


@dataclass(frozen=True)
class Leaver:
    """Whose account is closed. Their own row is empty by now; the address is known for as long as the work lasts."""

    user_id: int
    address: str
    keeps_text: bool
    now: datetime


Row = Mapping[str, object]
Rows = Callable[[User], Iterator[Row]]


class Step(Protocol):
    """A desk's part in erasing: see `on_closing`."""

    def __call__(self, *, leaver: Leaver, after: str) -> Iterator[str]: ...


rules: dict[str, Rule] = {}
parts: dict[str, Rows] = {}
steps: dict[str, Step] = {}


def personal(table: str, columns: str, fate: Fate, *, exported: bool = True, why: str = "") -> None:
    """Columns (divided by spaces) of a table (`comments.Comment`) that hold something of a person."""
    if fate is Fate.KEPT and not why:
        raise ValueError(f"{table} keeps {columns}; say why, and for how long.")
    _declare(table, columns, Rule(fate, exported, why))


def who(table: str, columns: str) -> None:
    """Columns that point at a person and say only that they did something; the emptied row says no more than that."""
    _declare(table, columns, Rule(Fate.SHELL, False, ""))


def not_personal(table: str, columns: str, why: str) -> None:
    """Columns that never hold anything of a reader, and why not."""
    _declare(table, columns, Rule(None, False, why))


def _declare(table: str, columns: str, rule: Rule) -> None:
    for column in columns.split():
        rules[f"{table}.{column}"] = rule


def in_download(name: str) -> Callable[[Rows], Rows]:
    """Register what gives a person's rows of one kind, one by one and not all at once; `name` becomes the file's."""

    def register(rows: Rows) -> Rows:
        parts[name] = rows
        return rows

    return register


def on_closing(name: str) -> Callable[[Step], Step]:
    """Register a step of erasing. Steps run in the order of their names, when the person's row is empty already.

    A step works in small transactions of its own, and yields after each of them where it stands (a word of its own,
    empty if it finds what is left by itself). It may be stopped there, and is called again with the last such word;
    after a crash with an older one. So it must bear to be done twice.
    """

    def register(step: Step) -> Step:
        steps[name] = step
        return step

    return register
