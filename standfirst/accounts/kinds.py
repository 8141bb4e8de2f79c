"""Kinds of notifications: a small registry by which each desk says what its own read like."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from standfirst.accounts.notifications import Notification


class When(models.TextChoices):
    """When a letter comes; the page tells in any case."""

    AT_ONCE = "at-once", _("At once")
    DAILY = "daily", _("Once a day, in the morning")
    NEVER = "never", _("Never")


@dataclass(frozen=True)
class Words:
    """How one notification reads: a line, where it leads (a path of ours), and perhaps somebody's words."""

    line: str
    address: str
    quote: str = ""


# For many notifications of one reader at once, in a fixed number of queries. One whose matter the reader may no longer
# see is left out, and then nothing is shown of it.
Reader = Callable[["Sequence[Notification]"], Mapping[int, Words]]


@dataclass(frozen=True)
class Kind:
    """A kind of notification, by the short `name` its rows carry.

    `usually` holds for readers who have not chosen; `choices` is what they may choose. A kind without choices writes no
    letters through here: those who decide write them themselves, because they must.
    """

    name: str
    label: str | _StrPromise
    usually: When
    words: Reader
    choices: tuple[When, ...] = (When.AT_ONCE, When.DAILY, When.NEVER)


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Called by a desk when its app is ready; the same name again takes the place of the first."""
    _kinds[kind.name] = kind


def kind_named(name: str) -> Kind | None:
    return _kinds.get(name)


def all_kinds() -> list[Kind]:
    """In the order in which desks registered them."""
    return list(_kinds.values())


def words_for(notifications: Sequence[Notification]) -> dict[int, Words]:
    """What each of these reads like, by its number; asked once for each kind. Those that say nothing are not in it."""
    found: dict[int, Words] = {}
    for kind in all_kinds():
        of_kind = [one for one in notifications if one.kind == kind.name]
        if of_kind:
            found.update(kind.words(of_kind))
    return found
