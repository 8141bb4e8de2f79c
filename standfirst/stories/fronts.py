"""How a front is filled: pure arrangement of stories by containers, pins and rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a container looks like to readers."""

    LEAD = "lead"
    SECONDARY = "secondary"
    LIST = "list"
    OPINION = "opinion"
    LIVE = "live"


class Fill(StrEnum):
    """By which rule the places of a container are filled that no pin holds. Always the newest first."""

    NEWEST = "newest"
    PICTURES = "pictures"
    SECTIONS = "sections"
    TOPICS = "topics"
    CONTRIBUTORS = "contributors"
    LIVE = "live"
    PINS = "pins"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A story that may stand on the front, as far as rules ask. Whoever makes one says that it is public."""

    id: int
    section_id: int
    has_picture: bool = False
    is_live: bool = False
    topic_ids: frozenset[int] = frozenset()
    contributor_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A container as arrangement sees it: so many places, and the rule that fills them."""

    id: int
    size: int
    fill: Fill
    prefers_picture: bool = False
    section_ids: frozenset[int] = frozenset()
    topic_ids: frozenset[int] = frozenset()
    contributor_ids: frozenset[int] = frozenset()

    def takes(self, story: Candidate) -> bool:
        """Whether the rule of this container may put `story` into it."""
        match self.fill:
            case Fill.NEWEST:
                return True
            case Fill.PICTURES:
                return story.has_picture
            case Fill.SECTIONS:
                return story.section_id in self.section_ids
            case Fill.TOPICS:
                return not self.topic_ids.isdisjoint(story.topic_ids)
            case Fill.CONTRIBUTORS:
                return not self.contributor_ids.isdisjoint(story.contributor_ids)
            case Fill.LIVE:
                return story.is_live
            case Fill.PINS:
                return False


@dataclass(frozen=True, kw_only=True)
class Hold:
    """A pin as arrangement sees it: this story, at this place (counted from 0) of this container, for this time."""

    story_id: int
    container_id: int
    position: int
    begins_at: datetime
    ends_at: datetime | None = None

    def holds_at(self, now: datetime) -> bool:
        return self.begins_at <= now and (self.ends_at is None or now < self.ends_at)


@dataclass(frozen=True)
class Place:
    """One place of a filled container. `pinned`: a pin put the story there, and not the rule."""

    story_id: int
    pinned: bool


@dataclass(frozen=True)
class Filled:
    """A container with its stories in order. `short`: its rule would have taken more stories than there were."""

    container_id: int
    places: tuple[Place, ...]
    short: bool


def arrange(
    *, containers: Sequence[Frame], pins: Iterable[Hold], candidates: Sequence[Candidate], now: datetime
) -> list[Filled]:
    """Every container of `containers`, filled, in the same order; the same input always gives the same front.

    `candidates` come newest first and are all that may be shown. No story stands twice. Pins that hold at `now` come
    before any rule: their stories stand at their places as far as the container has room (of two pins for one place
    the one that began later is first), and what a rule fills flows around them, without a hole. A pinned story for
    which there is no room is again any rule's to place. Rules are served in the order of the containers.
    """
    waiting = {story.id: story for story in candidates}
    held = _held(containers, [pin for pin in pins if pin.holds_at(now) and pin.story_id in waiting])
    for pin in (pin for some in held.values() for pin in some):
        del waiting[pin.story_id]
    return [_filled(container, held[container.id], waiting) for container in containers]


def _held(containers: Sequence[Frame], pins: Sequence[Hold]) -> dict[int, list[Hold]]:
    """The pins of each container for which there is room, by place."""
    seen: set[int] = set()
    held: dict[int, list[Hold]] = {}
    for container in containers:
        own = [pin for pin in pins if pin.container_id == container.id]
        kept = held[container.id] = []
        for pin in sorted(own, key=lambda pin: (pin.position, -pin.begins_at.timestamp(), pin.story_id)):
            if len(kept) < container.size and pin.story_id not in seen:
                kept.append(pin)
                seen.add(pin.story_id)
    return held


def _filled(container: Frame, held: Sequence[Hold], waiting: dict[int, Candidate]) -> Filled:
    """One container; what its rule takes leaves `waiting`."""
    free = container.size - len(held)
    takes = [story for story in waiting.values() if container.takes(story)]
    if container.prefers_picture:
        # The newest with a picture goes before the newest, and the others stay in their order.
        first = next((story for story in takes if story.has_picture), None)
        takes = takes if first is None else [first, *(story for story in takes if story is not first)]
    chosen = takes[:free]
    for story in chosen:
        del waiting[story.id]
    places: list[Place] = []
    pinned, by_rule = list(held), [story.id for story in chosen]
    while pinned or by_rule:
        if pinned and (pinned[0].position <= len(places) or not by_rule):
            places.append(Place(pinned.pop(0).story_id, pinned=True))
        else:
            places.append(Place(by_rule.pop(0), pinned=False))
    return Filled(container.id, tuple(places), short=container.fill is not Fill.PINS and len(chosen) < free)


def next_turn(pins: Iterable[Hold], *, now: datetime) -> datetime | None:
    """When the next pin begins or ends, after `now`; None where nothing will change by itself."""
    moments = (moment for pin in pins for moment in (pin.begins_at, pin.ends_at))
    return min((moment for moment in moments if moment is not None and moment > now), default=None)


Spot = tuple[int, int]


def put(
    *, story_id: int, at: Spot, came_from: Spot | None, pinned: Mapping[int, Spot], size: int, exchange: bool
) -> dict[int, Spot]:
    """Where all pinned stories stand, by story, once `story_id` is put at place `at` (container, place).

    `pinned` is where pinned stories stand now, `came_from` where this one does, if on the front at all. Whoever is
    pinned at `at` makes room: with `exchange` they go where the newcomer came from. Else those in the way step aside,
    within a container towards the place that becomes free, in another one down, and the last for whom the container
    (of `size` places) has no room goes where the newcomer came from. Where it came from nowhere, that last story is
    missing in the answer: its pin ends.
    """
    others = {story: spot for story, spot in pinned.items() if story != story_id}
    by_spot = {spot: story for story, spot in others.items()}
    if at in by_spot and came_from is not None and exchange:
        others[by_spot[at]] = came_from
        return {**others, story_id: at}
    inside = came_from is not None and came_from[0] == at[0]
    step = -1 if inside and came_from is not None and came_from[1] < at[1] else 1
    spot = at
    while spot in by_spot and not (inside and spot == came_from):
        story, spot = by_spot[spot], (spot[0], spot[1] + step)
        if 0 <= spot[1] < size:
            others[story] = spot
        elif came_from is not None:
            others[story] = came_from
        else:
            del others[story]
    return {**others, story_id: at}
