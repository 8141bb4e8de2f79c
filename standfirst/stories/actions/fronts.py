"""Changing a front: which story is held where, and for how long. Each change leaves a row and purges the front."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from standfirst.accounts.models import User
from standfirst.edge.purging import purge_on_commit
from standfirst.stories.containers import Container, FrontChange, Pin
from standfirst.stories.fronts import Spot, put
from standfirst.stories.models import FrontPage, SectionPage, StoryPage
from standfirst.stories.pages.arranging import filled_front, plan_of

What = FrontChange.What


class FrontRefused(Exception):
    """The change was not made."""


class FrontChangedMeanwhile(FrontRefused):
    """Somebody, or the time of a pin, has changed the front since this editor looked: `changes`, oldest first."""

    def __init__(self, changes: Sequence[FrontChange]) -> None:
        super().__init__()
        self.changes = changes


class NoSuchPlace(FrontRefused):
    """The container, the place in it or the pin is not there (any more)."""


class TimeIsOver(FrontRefused):
    """A pin would end before it begins, or before now."""


def version_of(front: FrontPage) -> int:
    """The number of the last change; what an editor who looks at the front now has seen."""
    last = FrontChange.objects.filter(front=front).order_by("-pk").values_list("pk", flat=True).first()
    return last or 0


@transaction.atomic
def pin_story(
    *,
    front: FrontPage,
    story: StoryPage,
    container_id: int,
    position: int,
    ends_at: datetime | None,
    actor: User | None,
    now: datetime,
    begins_at: datetime | None = None,
    exchange: bool = False,
    seen: int | None = None,
) -> FrontChange:
    """Hold `story` at a place (counted from 0) of a container, from `begins_at` or now on, until `ends_at` if given.

    A story has one pin a front: one it had before is replaced. Who is pinned there makes room, as `fronts.put` says.
    A pin that begins later moves nobody now. `seen` is the version the editor looked at; None for who didn't look.
    Raises FrontChangedMeanwhile, NoSuchPlace, TimeIsOver; then nothing was changed.
    """
    stand_in_line(front=front, seen=seen)
    container = container_of(front=front, container_id=container_id)
    begins = max(begins_at or now, now)
    if not 0 <= position < container.size:
        raise NoSuchPlace
    if ends_at is not None and ends_at <= begins:
        raise TimeIsOver
    before = Pin.objects.filter(front=front, story=story).first()
    same_place = before is not None and (before.container_id, before.position) == (container_id, position)
    if begins == now:
        _make_room(front, story, (container_id, position), size=container.size, exchange=exchange, actor=actor, now=now)
    # The one it had goes first: at most one pin of a story, in the database too.
    Pin.objects.filter(front=front, story=story).delete()
    Pin.objects.create(
        front=front, story=story, container=container, position=position, begins_at=begins, ends_at=ends_at,
        has_begun=begins == now, pinned_at=now, pinned_by=actor,
    )  # fmt: skip
    what = What.RETIMED if same_place or begins > now else What.PUT
    return note(
        front=front, what=what, actor=actor, now=now, container=container, story=story, position=position, until=ends_at
    )


@transaction.atomic
def unpin_story(
    *, front: FrontPage, story: StoryPage, actor: User | None, now: datetime, seen: int | None = None
) -> FrontChange:
    """Leave the story to the rules again. Raises FrontChangedMeanwhile; NoSuchPlace where it has no pin."""
    stand_in_line(front=front, seen=seen)
    pin = Pin.objects.filter(front=front, story=story).select_related("container").first()
    if pin is None:
        raise NoSuchPlace
    pin.delete()
    return note(front=front, what=What.UNPINNED, actor=actor, now=now, container=pin.container, story=story)


def turn_pins(*, now: datetime) -> int:
    """Take away pins whose time is over and note those that have begun, so that the front is made anew; how many.

    The worker calls it every two seconds. Called twice, the second finds nothing to do.
    """
    due = Q(ends_at__lte=now) | Q(begins_at__lte=now, has_begun=False)
    if not Pin.objects.filter(due).exists():
        return 0
    with transaction.atomic():
        pins = Pin.objects.select_for_update(of=("self",)).filter(due).select_related("container", "story", "front")
        return len([_turn(pin, now=now) for pin in pins.order_by("pk")])


def _turn(pin: Pin, *, now: datetime) -> FrontChange:
    over = pin.ends_at is not None and pin.ends_at <= now
    if over:
        Pin.objects.filter(pk=pin.pk).delete()
    else:
        Pin.objects.filter(pk=pin.pk).update(has_begun=True)
    what = What.ENDED if over else What.BEGUN
    return note(front=pin.front, what=what, actor=None, now=now, container=pin.container, story=pin.story)


def stand_in_line(*, front: FrontPage, seen: int | None) -> None:
    """Changes of one front wait for each other; raises FrontChangedMeanwhile if this one saw an older arrangement."""
    FrontPage.objects.select_for_update(of=("self",)).get(pk=front.pk)
    if seen is None:
        return
    changes = list(FrontChange.objects.filter(front=front, pk__gt=seen).select_related("actor").order_by("pk"))
    if changes:
        raise FrontChangedMeanwhile(changes)


def container_of(*, front: FrontPage, container_id: int) -> Container:
    """Raises NoSuchPlace."""
    container = Container.objects.filter(front=front, pk=container_id).first()
    if container is None:
        raise NoSuchPlace
    return container


def note(
    *,
    front: FrontPage,
    what: FrontChange.What,
    actor: User | None,
    now: datetime,
    container: Container,
    story: StoryPage | None = None,
    position: int | None = None,
    until: datetime | None = None,
) -> FrontChange:
    """The row that every change leaves; the front is made anew once the transaction has committed."""
    purge_on_commit("front")
    return FrontChange.objects.create(
        front=front, at=now, actor=actor, what=what, container_name=container.name, position=position, until=until,
        story_number=story.pk if story else None, headline=str(story.title) if story else "",
    )  # fmt: skip


def _make_room(
    front: FrontPage, story: StoryPage, at: Spot, *, size: int, exchange: bool, actor: User | None, now: datetime
) -> None:
    """Others that are pinned go where `fronts.put` says; places count as they are shown now."""
    stand = _standing(front, now=now)
    pinned = {story_id: spot for story_id, (spot, by_pin) in stand.items() if by_pin}
    came_from = stand[story.pk][0] if story.pk in stand else None
    after = put(story_id=story.pk, at=at, came_from=came_from, pinned=pinned, size=size, exchange=exchange)
    pins = Pin.objects.filter(front=front, story__in=pinned).exclude(story=story).select_related("container", "story")
    for pin in pins:
        spot = after.get(pin.story_id)
        if spot is None:
            pin.delete()
            note(front=front, what=What.PUSHED_OUT, actor=actor, now=now, container=pin.container, story=pin.story)
        elif spot != (pin.container_id, pin.position):
            Pin.objects.filter(pk=pin.pk).update(container=spot[0], position=spot[1])


def _standing(front: FrontPage, *, now: datetime) -> dict[int, tuple[Spot, bool]]:
    """Where each story stands now, and whether by a pin."""
    filled = filled_front(plan_of(front.pk), sections=SectionPage.in_order(), now=now)
    return {
        place.story.pk: ((one.container.pk, number), place.pinned)
        for one in filled
        for number, place in enumerate(one.places)
    }
