"""How a desk tells the floors above what has happened, without knowing them.

A desk says `announce(CommentPosted(comment_id=7))` inside the transaction that made it true. `wiring.py` lists what
follows:

- `within(Fact, handler)`: the handler runs at once, in the same transaction, and the transaction fails with it.
- `after(Fact, task)`: the task is put into the task table in the same transaction, so it is there exactly if the fact
  is, whatever dies in between. It receives the fact's fields as keyword arguments, at least once: it must bear repeats.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from typing import Any

from django.db import transaction
from django.tasks import Task

_within: dict[type, list[Callable[[Any], None]]] = defaultdict(list)
_after: dict[type, list[Task[Any, Any]]] = defaultdict(list)


class OutsideTransaction(RuntimeError):
    """A fact was announced where no transaction is open, so it could not hold together with what follows."""


def within[Fact](fact_type: type[Fact], handler: Callable[[Fact], None]) -> None:
    """Run `handler(fact)` in the same transaction, in the order of registration. Registering twice changes nothing."""
    if handler not in _within[fact_type]:
        _within[fact_type].append(handler)


def after[Fact](fact_type: type[Fact], task: Task[Any, Any]) -> None:
    """Put `task` into the task table, in the same transaction, with the fact's fields as its arguments."""
    if task not in _after[fact_type]:
        _after[fact_type].append(task)


def announce(fact: object) -> None:
    """Tell what has happened. Refuses with OutsideTransaction where no transaction is open."""
    if not is_dataclass(fact) or isinstance(fact, type):
        raise TypeError(f"A fact is a dataclass, not {fact!r}")
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(f"{type(fact).__name__} was announced outside a transaction")
    for handler in _within[type(fact)]:
        handler(fact)
    for task in _after[type(fact)]:
        task.enqueue(**asdict(fact))


def listeners() -> dict[str, list[str]]:
    """What follows each fact, by name: for the documentation and for the test that compares them."""
    lines: dict[str, list[str]] = {}
    for fact_type in sorted({*_within, *_after}, key=lambda one: one.__name__):
        lines[fact_type.__name__] = [f"within {handler.__name__}" for handler in _within[fact_type]]
        lines[fact_type.__name__] += [f"after {task.name}" for task in _after[fact_type]]
    return lines
