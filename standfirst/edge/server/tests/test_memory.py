"""The memory's promises, first told one by one, then against any history at all."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from standfirst.edge.server.memory import LOG_LENGTH, Key, PageMemory, Stored, Ticket

KEY: Key = ("paper.example", "/harbour/ferry/", "")
LIMIT = 10


def memory_in_sight() -> PageMemory[str]:
    memory: PageMemory[str] = PageMemory(limit=LIMIT)
    memory.regain_sight(missed=True)
    return memory


def keep(memory: PageMemory[str], ticket: Ticket, page: str = "page", tags: str = "story:12") -> Stored:
    return memory.store(ticket, page, tags=tags.split(), size=1, expires_at=100)


def is_fresh(memory: PageMemory[str], now: float = 0) -> bool:
    held = memory.get(KEY)
    return held is not None and held.is_fresh(now)


def test_a_kept_page_is_fresh_until_it_expires() -> None:
    memory = memory_in_sight()
    assert keep(memory, memory.begin(KEY)) is Stored.FRESH
    assert is_fresh(memory, 99)
    assert not is_fresh(memory, 100)


def test_a_purged_page_is_held_but_not_fresh() -> None:
    memory = memory_in_sight()
    keep(memory, memory.begin(KEY), tags="story:12 section:3")
    memory.purge(["story:13"])
    assert is_fresh(memory)
    memory.purge(["section:3"])
    assert not is_fresh(memory)
    assert memory.get(KEY) is not None


def test_a_dropped_page_is_gone() -> None:
    memory = memory_in_sight()
    keep(memory, memory.begin(KEY))
    memory.purge(["story:12"], drop=True)
    assert memory.get(KEY) is None
    assert memory.bytes_held == 0


def test_a_page_purged_while_it_was_fetched_is_not_fresh() -> None:
    memory = memory_in_sight()
    ticket = memory.begin(KEY)
    memory.purge(["story:12"])
    memory.purge(["story:99"], drop=True)
    assert keep(memory, ticket) is Stored.PURGED
    assert not is_fresh(memory)


def test_a_page_dropped_while_it_was_fetched_is_not_kept() -> None:
    memory = memory_in_sight()
    ticket = memory.begin(KEY)
    memory.purge(["story:12"], drop=True)
    assert keep(memory, ticket) is Stored.DROPPED
    assert memory.get(KEY) is None


def test_the_later_fetch_wins_whichever_ends_first() -> None:
    memory = memory_in_sight()
    earlier, later = memory.begin(KEY), memory.begin(KEY)
    keep(memory, later, "later")
    assert keep(memory, earlier, "earlier") is Stored.SUPERSEDED
    memory.forget(earlier)
    held = memory.get(KEY)
    assert held is not None
    assert held.page == "later"


def test_a_page_too_big_for_memory_pushes_only_its_own_older_self_out() -> None:
    memory = memory_in_sight()
    other: Key = ("paper.example", "/", "")
    keep(memory, memory.begin(other))
    keep(memory, memory.begin(KEY))
    grown = memory.store(memory.begin(KEY), "long", tags=["story:12"], size=LIMIT + 1, expires_at=100)
    assert grown is Stored.TOO_BIG
    assert (memory.get(KEY), len(memory)) == (None, 1)


def test_out_of_sight_nothing_is_fresh_and_nothing_becomes_fresh() -> None:
    memory = memory_in_sight()
    keep(memory, memory.begin(KEY))
    memory.lose_sight()
    assert not is_fresh(memory)
    assert keep(memory, memory.begin(KEY)) is Stored.PURGED
    memory.regain_sight(missed=False)
    assert not is_fresh(memory)
    assert keep(memory, memory.begin(KEY)) is Stored.FRESH


def test_what_may_have_been_dropped_unheard_is_gone() -> None:
    memory = memory_in_sight()
    keep(memory, memory.begin(KEY))
    ticket = memory.begin(KEY)
    memory.lose_sight()
    memory.regain_sight(missed=True)
    assert memory.get(KEY) is None
    assert keep(memory, ticket) is Stored.DROPPED


def test_a_fetch_slower_than_the_log_is_long_is_not_trusted() -> None:
    memory = memory_in_sight()
    ticket = memory.begin(KEY)
    for number in range(LOG_LENGTH + 1):
        memory.purge([f"story:{1000 + number}"])
    assert keep(memory, ticket) is Stored.DROPPED


@dataclass
class Remembered:
    """What a simple mind notes of one page: when its fetch began and what it was stored with."""

    began: int
    tags: frozenset[str]
    expires_at: float
    blind: bool


@dataclass
class Happened:
    """A purge of `tags`; None stands for everything."""

    at: int
    tags: frozenset[str] | None
    drop: bool

    def hit(self, page: Remembered) -> bool:
        return self.at > page.began and (self.tags is None or bool(self.tags & page.tags))


TAGS = st.frozensets(st.sampled_from(["story:1", "story:2", "section:1", "front"]), min_size=1, max_size=3)
KEYS = st.sampled_from([("a", "/", ""), ("a", "/x/", ""), ("a", "/x/", "p=2"), ("b", "/", "")])


class AnyHistory(RuleBasedStateMachine):
    """Fetches, purges and readers in any order, against a model that keeps everything and checks the long way."""

    def __init__(self) -> None:
        super().__init__()
        self.memory: PageMemory[Remembered] = PageMemory(limit=LIMIT)
        self.under_way: list[tuple[Ticket, int]] = []
        self.happened: list[Happened] = []
        self.memory.regain_sight(missed=True)
        self.blind = False
        self.moment = 0
        self.now = 0.0

    def tick(self) -> int:
        self.moment += 1
        return self.moment

    @rule(key=KEYS)
    def a_fetch_begins(self, key: Key) -> None:
        self.under_way.append((self.memory.begin(key), self.tick()))

    @precondition(lambda self: self.under_way)
    @rule(data=st.data(), tags=TAGS, size=st.integers(1, LIMIT + 2), lifetime=st.sampled_from([1.0, 50.0]))
    def a_fetch_ends(self, data: st.DataObject, tags: frozenset[str], size: int, lifetime: float) -> None:
        ticket, began = self.under_way.pop(data.draw(st.integers(0, len(self.under_way) - 1)))
        page = Remembered(began, tags, self.now + lifetime, self.blind)
        stored = self.memory.store(ticket, page, tags=tags, size=size, expires_at=page.expires_at)
        hits = [happened for happened in self.happened if happened.hit(page)]
        assert (stored is Stored.DROPPED) == any(happened.drop for happened in hits)
        if stored is Stored.FRESH:
            held = self.memory.get(ticket.key)
            assert held is not None
            assert held.is_fresh(self.now), "what nothing speaks against is fresh"

    @precondition(lambda self: self.under_way)
    @rule(data=st.data())
    def a_fetch_finds_nothing_to_keep(self, data: st.DataObject) -> None:
        ticket, began = self.under_way.pop(data.draw(st.integers(0, len(self.under_way) - 1)))
        self.memory.forget(ticket)
        held = self.memory.get(ticket.key)
        assert held is None or held.page.began > began

    @rule(tags=TAGS, drop=st.booleans())
    def a_purge_is_seen(self, tags: frozenset[str], drop: bool) -> None:
        self.memory.purge(tags, drop=drop)
        self.happened.append(Happened(self.tick(), tags, drop))

    @rule()
    def sight_is_lost(self) -> None:
        self.memory.lose_sight()
        self.blind = True
        self.happened.append(Happened(self.tick(), None, drop=False))

    @rule(missed=st.booleans())
    def sight_is_regained(self, missed: bool) -> None:
        self.memory.regain_sight(missed=missed)
        self.blind = False
        if missed:
            self.happened.append(Happened(self.tick(), None, drop=True))

    @rule(seconds=st.sampled_from([0.5, 10.0]))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds

    @rule(key=KEYS)
    def a_reader_asks(self, key: Key) -> None:
        held = self.memory.get(key)
        assert held is None or next(reversed(self.memory._held)) == key, "what is asked for leaves last"

    @invariant()
    def what_is_held_may_be_shown(self) -> None:
        for held in self.memory._held.values():
            hits = [happened for happened in self.happened if happened.hit(held.page)]
            assert not any(happened.drop for happened in hits), "a dropped page is never given out"
            if held.is_fresh(self.now):
                assert not hits, "a purged page is never called fresh"
                assert not held.page.blind
                assert self.now < held.page.expires_at

    @invariant()
    def memory_is_bounded_and_the_index_is_true(self) -> None:
        held = self.memory._held
        assert self.memory.bytes_held == sum(page.size for page in held.values()) <= LIMIT
        indexed = {(tag, key) for tag, keys in self.memory._keys_by_tag.items() for key in keys}
        assert indexed == {(tag, key) for key, page in held.items() for tag in page.tags}
        assert all(self.memory._keys_by_tag.values())


TestAnyHistory = AnyHistory.TestCase
TestAnyHistory.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
