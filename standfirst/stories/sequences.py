"""Which items of three lists are the same one, and in which order do they stand once two people have moved them?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Pairing:
    """The items of three lists by keys that are the same where the item is the same; each in its list's order."""

    base: Mapping[str, Any]
    mine: Mapping[str, Any]
    theirs: Mapping[str, Any]


@dataclass(frozen=True)
class Order:
    """`keys` in the order in which they stand now, the removed ones among them.

    `both_moved`: the same items were moved to different places; `keys` is then their order and `if_mine` mine.
    """

    keys: list[str]
    both_moved: bool = False
    if_mine: list[str] | None = None


def pair_up(
    base: Sequence[Any],
    mine: Sequence[Any],
    theirs: Sequence[Any],
    *,
    identity: Callable[[Any], str | None],
    content: Callable[[Any], str],
) -> Pairing:
    """Items are the same by `identity`; where that tells nothing, by saying the same."""
    keyed_base = _keyed(base, identity, "base")
    keyed_mine = _keyed(mine, identity, "mine", known=keyed_base, content=content)
    both = {**keyed_mine, **keyed_base}
    # New ones are matched with mine's new ones too: both may have added the same.
    keyed_theirs = _keyed(theirs, identity, "theirs", known=both, content=content)
    return Pairing(keyed_base, keyed_mine, keyed_theirs)


def _keyed(
    items: Sequence[Any],
    identity: Callable[[Any], str | None],
    side: str,
    *,
    known: Mapping[str, Any] | None = None,
    content: Callable[[Any], str] = str,
) -> dict[str, Any]:
    known = known or {}
    names: list[str | None] = []
    for item in items:
        name = identity(item)
        names.append(None if name in names else name)
    # First those that are known by their identity, so that no look-alike takes their place.
    free: dict[str, list[str]] = {}
    for key, item in known.items():
        if key not in names:
            free.setdefault(content(item), []).append(key)
    keyed: dict[str, Any] = {}
    for number, (name, item) in enumerate(zip(names, items, strict=True)):
        if name is None or name not in known:
            alike = free.get(content(item))
            name = alike.pop(0) if alike else name
        keyed[f"new-{side}-{number}" if name is None else name] = item
    return keyed


def merge_order(base: Iterable[str], mine: Iterable[str], theirs: Iterable[str]) -> Order:
    """Every key of the three once. Added and moved ones stand behind what they stood behind for whoever put them there.

    Mine come first where both added at one place.
    """
    one, two, three = list(base), list(mine), list(theirs)
    common = [key for key in one if key in set(two) and key in set(three)]
    moved_by_me = _moved([key for key in two if key in set(common)], common)
    moved_by_them = _moved([key for key in three if key in set(common)], common)
    if moved_by_me & moved_by_them and not _agree(two, three, set(common)):
        theirs_first = _weave(_weave(three, two, set()), one, set())
        mine_first = _weave(_weave(two, three, set()), one, set())
        return Order(theirs_first, both_moved=True, if_mine=mine_first)
    if moved_by_me & moved_by_them:
        moved_by_me = set()
    return Order(_weave(_weave(three, two, moved_by_me), one, set()))


def _agree(one: list[str], other: list[str], common: set[str]) -> bool:
    return [key for key in one if key in common] == [key for key in other if key in common]


def _weave(into: list[str], source: list[str], moved: set[str]) -> list[str]:
    """`into` with those of `source` that it lacks or that `source` moved, each behind its neighbour in `source`."""
    woven = [key for key in into if key not in moved]
    for place, key in enumerate(source):
        if key in woven:
            continue
        before = next((woven.index(other) for other in reversed(source[:place]) if other in woven), -1)
        woven.insert(before + 1, key)
    return woven


def _moved(order: list[str], base: list[str]) -> set[str]:
    """The fewest items whose moving makes `order` of `base`: all but a longest run that still ascends."""
    place = {key: number for number, key in enumerate(base)}
    numbers = [place[key] for key in order]
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        length = bisect_left(tails, number)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(number)
            ends.append(index)
        else:
            tails[length] = number
            ends[length] = index
    stayed = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        stayed.add(order[index])
        index = before[index]
    return set(order) - stayed
