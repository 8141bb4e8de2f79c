"""Finished pages in memory, found by address and purged by tag.

Pure: it reads no clock, no disk and no network. What it promises: a page is never called fresh when one of its tags was
purged after its fetch began; a page whose tag was dropped is never given out again; the bytes held stay in the limit.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

type Key = tuple[str, str, str]
"""Site, path, query string."""

LOG_LENGTH = 10_000


class Stored(Enum):
    """What became of a fetched page."""

    FRESH = auto()
    PURGED = auto()
    """Purged while it was fetched: kept only for the time the app is away."""
    SUPERSEDED = auto()
    """A page whose fetch began later is held already."""
    TOO_BIG = auto()
    DROPPED = auto()
    """Withdrawn while it was fetched: nobody may see it."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """Shows when a fetch began, in purges rather than seconds."""

    key: Key
    number: int
    purges_seen: int


@dataclass(slots=True)
class Held[P]:
    """One page in memory. `purged`: no longer true, but better than nothing while the app is away."""

    page: P
    tags: frozenset[str]
    size: int
    number: int
    expires_at: float
    purged: bool

    def is_fresh(self, now: float) -> bool:
        return not self.purged and now < self.expires_at


@dataclass(frozen=True, slots=True)
class _Purge:
    number: int
    tags: frozenset[str] | None
    drop: bool

    def concerns(self, tags: frozenset[str]) -> bool:
        return self.tags is None or not self.tags.isdisjoint(tags)


class PageMemory[P]:
    """Pages by key, the least recently asked-for leaving first.

    It starts out of sight: until `regain_sight` says that purges are being heard, every page is stored as purged.
    """

    def __init__(self, *, limit: int) -> None:
        self.limit = limit
        self.bytes_held = 0
        self.purges_seen = 0
        self.in_sight = False
        self._held: OrderedDict[Key, Held[P]] = OrderedDict()
        self._keys_by_tag: dict[str, set[Key]] = {}
        self._log: deque[_Purge] = deque(maxlen=LOG_LENGTH)
        self._fetches = 0

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: Key) -> Held[P] | None:
        held = self._held.get(key)
        if held is not None:
            self._held.move_to_end(key)
        return held

    def begin(self, key: Key) -> Ticket:
        """Take a ticket before the app is asked; `store` and `forget` want it back."""
        self._fetches += 1
        return Ticket(key=key, number=self._fetches, purges_seen=self.purges_seen)

    def store(self, ticket: Ticket, page: P, *, tags: Iterable[str], size: int, expires_at: float) -> Stored:
        """Keep a page, unless it was dropped on the way, is older than the one held, or doesn't fit."""
        tagged = frozenset(tags)
        verdict = self._verdict(ticket, tagged)
        if verdict is Stored.DROPPED:
            return verdict
        older = self._held.get(ticket.key)
        if older is not None and older.number > ticket.number:
            return Stored.SUPERSEDED
        self._remove(ticket.key)
        if size > self.limit:
            return Stored.TOO_BIG
        purged = verdict is Stored.PURGED
        self._held[ticket.key] = Held(page, tagged, size, ticket.number, expires_at, purged)
        for tag in tagged:
            self._keys_by_tag.setdefault(tag, set()).add(ticket.key)
        self.bytes_held += size
        self._make_room()
        return verdict

    def forget(self, ticket: Ticket) -> None:
        """The app now answers this address with something that isn't kept: the page held before goes."""
        held = self._held.get(ticket.key)
        if held is not None and held.number < ticket.number:
            self._remove(ticket.key)

    def purge(self, tags: Iterable[str], *, drop: bool = False) -> None:
        """Pages with one of `tags` are no longer fresh; with `drop` they are gone."""
        named = frozenset(tags)
        self._note(named, drop=drop)
        for key in {key for tag in named for key in self._keys_by_tag.get(tag, ())}:
            if drop:
                self._remove(key)
            else:
                self._held[key].purged = True

    def lose_sight(self) -> None:
        """Purges are no longer heard: nothing is fresh, and nothing becomes fresh, until sight is regained."""
        self.in_sight = False
        self._note(None, drop=False)
        for held in self._held.values():
            held.purged = True

    def regain_sight(self, *, missed: bool) -> None:
        """Purges are heard again. If some were `missed`, they may have been drops: everything held goes."""
        self.in_sight = True
        if missed:
            self._note(None, drop=True)
            for key in list(self._held):
                self._remove(key)

    def _verdict(self, ticket: Ticket, tags: frozenset[str]) -> Stored:
        if self._log and self._log[0].number > ticket.purges_seen + 1:
            # The log no longer reaches back to when this fetch began. It could have been anything: a drop.
            return Stored.DROPPED
        verdict = Stored.FRESH if self.in_sight else Stored.PURGED
        for purge in reversed(self._log):
            if purge.number <= ticket.purges_seen:
                break
            if purge.concerns(tags):
                if purge.drop:
                    return Stored.DROPPED
                verdict = Stored.PURGED
        return verdict

    def _note(self, tags: frozenset[str] | None, *, drop: bool) -> None:
        self.purges_seen += 1
        self._log.append(_Purge(self.purges_seen, tags, drop))

    def _make_room(self) -> None:
        while self.bytes_held > self.limit:
            self._remove(next(iter(self._held)))

    def _remove(self, key: Key) -> None:
        held = self._held.pop(key, None)
        if held is None:
            return
        self.bytes_held -= held.size
        for tag in held.tags:
            keys = self._keys_by_tag[tag]
            keys.discard(key)
            if not keys:
                del self._keys_by_tag[tag]
