"""The containers of a front: adding, changing, moving and removing them, and those a front begins with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from standfirst.accounts.models import User
from standfirst.edge.purging import purge_on_commit
from standfirst.stories.actions.fronts import container_of, note, stand_in_line
from standfirst.stories.containers import Container, FrontChange
from standfirst.stories.fronts import Fill, Kind
from standfirst.stories.models import Contributor, FrontPage, SectionPage, Topic

What = FrontChange.What
IN_A_BAND = 5
SECONDARY = 2


@dataclass(frozen=True, kw_only=True)
class ContainerPlan:
    """A container before it is a row."""

    kind: Kind
    size: int
    fill: Fill
    title: str = ""
    sections: Sequence[SectionPage] = ()
    topics: Sequence[Topic] = ()
    contributors: Sequence[Contributor] = ()
    is_active: bool = True


@transaction.atomic
def add_container(
    *, front: FrontPage, plan: ContainerPlan, actor: User | None, now: datetime, seen: int | None = None
) -> Container:
    """A container at the end of the front. Raises FrontChangedMeanwhile."""
    stand_in_line(front=front, seen=seen)
    container = _append(front, plan)
    note(front=front, what=What.ADDED, actor=actor, now=now, container=container)
    return container


@transaction.atomic
def set_container(
    *,
    front: FrontPage,
    container_id: int,
    plan: ContainerPlan,
    actor: User | None,
    now: datetime,
    seen: int | None = None,
) -> Container:
    """The container as `plan` has it; pins stay, those beyond its new size wait. Raises FrontRefused of some kind."""
    stand_in_line(front=front, seen=seen)
    container = container_of(front=front, container_id=container_id)
    _write(container, plan)
    note(front=front, what=What.CHANGED, actor=actor, now=now, container=container)
    return container


@transaction.atomic
def move_container(
    *, front: FrontPage, container_id: int, step: int, actor: User | None, now: datetime, seen: int | None = None
) -> Container:
    """One up (`step` -1) or one down (1); at the end of the front it stays where it is. Raises FrontRefused."""
    stand_in_line(front=front, seen=seen)
    container = container_of(front=front, container_id=container_id)
    order = list(Container.objects.filter(front=front))
    at = order.index(container)
    order.insert(max(0, at + step), order.pop(at))
    for position, one in enumerate(order):
        Container.objects.filter(pk=one.pk).update(position=position)
    note(front=front, what=What.MOVED, actor=actor, now=now, container=container)
    return container


@transaction.atomic
def remove_container(
    *, front: FrontPage, container_id: int, actor: User | None, now: datetime, seen: int | None = None
) -> None:
    """The container goes, and the pins in it; its stories are the rules' again. Raises FrontRefused of some kind."""
    stand_in_line(front=front, seen=seen)
    container = container_of(front=front, container_id=container_id)
    note(front=front, what=What.REMOVED, actor=actor, now=now, container=container)
    container.delete()


@transaction.atomic
def furnish_front(*, front: FrontPage) -> None:
    """What a new front begins with: a lead and two beside it. Sections bring their bands as they open."""
    if not Container.objects.filter(front=front).exists():
        _append(front, ContainerPlan(kind=Kind.LEAD, size=1, fill=Fill.NEWEST))
        _append(front, ContainerPlan(kind=Kind.SECONDARY, size=SECONDARY, fill=Fill.NEWEST))


@transaction.atomic
def give_band(*, section: SectionPage) -> None:
    """A section that opens gets its band at the end of the front; one that has a container already gets nothing."""
    front = FrontPage.objects.ancestor_of(section).first()
    if front is not None and not Container.objects.filter(front=front, sections=section).exists():
        _append(front, ContainerPlan(kind=Kind.LIST, size=IN_A_BAND, fill=Fill.SECTIONS, sections=[section]))
        purge_on_commit("front")


def _append(front: FrontPage, plan: ContainerPlan) -> Container:
    last = Container.objects.filter(front=front).aggregate(last=Max("position"))["last"]
    return _write(Container(front=front, position=0 if last is None else last + 1), plan)


def _write(container: Container, plan: ContainerPlan) -> Container:
    container.kind, container.size, container.fill = plan.kind.value, plan.size, plan.fill.value
    container.title, container.is_active = plan.title, plan.is_active
    container.save()
    container.sections.set(plan.sections)
    container.topics.set(plan.topics)
    container.contributors.set(plan.contributors)
    return container
