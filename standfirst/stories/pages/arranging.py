"""A front at a moment: its containers filled from the database, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from standfirst.prepared import Prepared
from standfirst.stories.containers import Container, Pin
from standfirst.stories.fronts import Fill, Frame, Hold
from standfirst.stories.pages.stock import Stock
from standfirst.stories.pages.story import StoryPage
from standfirst.stories.records import Contributor

if TYPE_CHECKING:
    from standfirst.stories.pages.section import SectionPage


@dataclass(frozen=True)
class Shown:
    """A story at its place. `pinned`: by a pin, not by the rule. `contributor` only in containers of opinion."""

    story: StoryPage
    pinned: bool
    contributor: Contributor | None = None


@dataclass(frozen=True)
class FilledContainer:
    """A container with the stories that stand in it; a list of one section knows it, to lead there."""

    container: Container
    places: list[Shown]
    section: SectionPage | None

    @property
    def stories(self) -> list[StoryPage]:
        return [place.story for place in self.places]

    @property
    def title(self) -> str:
        """As readers see it; nothing for a lead without a title."""
        return self.container.title or (str(self.section.title) if self.section else "")


@dataclass(frozen=True)
class Plan:
    """What editors have laid down: containers in order with their rules, and pins of every time."""

    containers: list[Container]
    frames: list[Frame]
    pins: list[Hold]


def plan_of(front_id: int) -> Plan:
    """At most five queries, however many containers and pins there are. Containers that readers don't see are left out.

    Sections, topics and contributors are asked for where a rule goes by them.
    """
    containers = CONTAINERS(front=front_id)
    rules = {one.fill for one in containers}
    drawn: dict[str, dict[int, list[int]]] = {
        name: _by_container(asked(front=front_id)) if name in rules else {} for name, asked in DRAWN.items()
    }
    frames = [
        one.frame(
            section_ids=frozenset(drawn["sections"].get(one.pk, ())),
            topic_ids=frozenset(drawn["topics"].get(one.pk, ())),
            contributor_ids=frozenset(drawn["contributors"].get(one.pk, ())),
        )
        for one in containers
    ]
    return Plan(containers, frames, [pin.hold for pin in PINS(front=front_id)])


CONTAINERS: Prepared[Container] = Prepared(lambda front: Container.objects.filter(front=front, is_active=True))
PINS: Prepared[Pin] = Prepared(lambda front: Pin.objects.filter(front=front))
DRAWN: dict[str, Prepared[tuple[int, int]]] = {
    "sections": Prepared(lambda front: _drawn(Container.sections.through, front, "sectionpage_id")),
    "topics": Prepared(lambda front: _drawn(Container.topics.through, front, "topic_id")),
    "contributors": Prepared(lambda front: _drawn(Container.contributors.through, front, "contributor_id")),
}


def _drawn(through: Any, front: Any, column: str) -> Any:
    return through.objects.filter(container__front=front).values_list("container_id", column)


def _by_container(rows: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for container_id, other in rows:
        found[container_id].append(other)
    return found


def filled_front(
    plan: Plan,
    *,
    sections: Iterable[SectionPage],
    now: datetime,
    visible: Any = None,
    coming: Mapping[int, StoryPage] | None = None,
) -> list[FilledContainer]:
    """The front as it is at `now`, stories of `sections` only; containers without stories are among them.

    `visible` is what may be shown, all that readers may see where nothing is said; `coming` are stories as they will
    be by then, from their revisions, for a preview.
    """
    stock = Stock(
        sections={section.pk: section for section in sections},
        visible=visible,
        coming=coming or {},
    )
    filled = stock.arrange(frames=plan.frames, pins=plan.pins, now=now)
    stories = stock.fetch(place.story_id for one in filled for place in one.places)
    opinions = {one.pk for one in plan.containers if one.kind == "opinion"}
    names = stock.names(place.story_id for one in filled if one.container_id in opinions for place in one.places)
    result = []
    for container, frame, one in zip(plan.containers, plan.frames, filled, strict=True):
        places = [
            Shown(stories[place.story_id], place.pinned, names.get(place.story_id))
            for place in one.places
            if place.story_id in stories
        ]
        result.append(FilledContainer(container, places, _only_section(frame, stock)))
    return result


def _only_section(frame: Frame, stock: Stock) -> SectionPage | None:
    if frame.fill is Fill.SECTIONS and len(frame.section_ids) == 1:
        return stock.sections.get(next(iter(frame.section_ids)))
    return None
