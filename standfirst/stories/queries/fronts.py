"""The front as an editor sees it, and as it will be at a moment that is still to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Q
from wagtail.models import Revision, Site

from standfirst.prepared import Prepared
from standfirst.stories.containers import Container, FrontChange, Pin
from standfirst.stories.fronts import Spot
from standfirst.stories.models import FrontPage, SectionPage, StoryPage
from standfirst.stories.pages.arranging import FilledContainer, filled_front, plan_of

LAST_CHANGES = 20
CHOICES = 30

ONLY_FRONT: Prepared[FrontPage] = Prepared(
    lambda: FrontPage.objects.live().filter(
        ~Exists(Site.objects.filter(is_default_site=False)), sites_rooted_here__is_default_site=True
    )[:1]
)


@dataclass(frozen=True)
class DeskPlace:
    """A story where it stands now; `up` and `down` are the places to which it moves by one step."""

    story: StoryPage
    spot: Spot
    pin: Pin | None
    up: Spot | None
    down: Spot | None

    @property
    def number(self) -> int:
        return self.spot[1] + 1


@dataclass(frozen=True)
class Waiting:
    """A pin that holds nothing now: planned for later, without room, or of a story that is not public."""

    pin: Pin
    planned: bool
    public: bool


@dataclass(frozen=True)
class DeskContainer:
    """A container with its stories, and the pins in it that wait."""

    container: Container
    name: str
    rule: str
    places: list[DeskPlace]
    waiting: list[Waiting] = field(default_factory=list)


@dataclass(frozen=True)
class DeskFront:
    """The whole front, the version that it is, and what was done to it last, newest first."""

    version: int
    containers: list[DeskContainer]
    hidden: list[Container]
    changes: list[FrontChange]


def only_front() -> FrontPage | None:
    """The front as readers may see it, in an installation of one site, which answers to every name. One query."""
    return ONLY_FRONT.first()


def desk_front(front: FrontPage, *, now: datetime) -> DeskFront:
    changes = list(FrontChange.objects.filter(front=front).select_related("actor").order_by("-pk")[:LAST_CHANGES])
    filled = filled_front(plan_of(front.pk), sections=SectionPage.in_order(), now=now)
    pins = list(Pin.objects.filter(front=front).select_related("story", "pinned_by").order_by("begins_at", "pk"))
    all_of_it = Container.objects.filter(front=front).prefetch_related("sections", "topics", "contributors")
    about = {one.pk: one for one in all_of_it}
    return DeskFront(
        version=changes[0].pk if changes else 0,
        containers=_containers(filled, about, pins, now=now),
        hidden=[one for one in about.values() if not one.is_active],
        changes=changes,
    )


def _containers(
    filled: Sequence[FilledContainer], about: dict[int, Container], pins: Sequence[Pin], *, now: datetime
) -> list[DeskContainer]:
    by_story = {pin.story_id: pin for pin in pins}
    holding = {place.story.pk for one in filled for place in one.places if place.pinned}
    waiting = [pin for pin in pins if pin.story_id not in holding]
    public = set(
        StoryPage.objects.visible_to_readers()
        .filter(pk__in=[pin.story_id for pin in waiting])
        .values_list("pk", flat=True)
    )
    containers = []
    for number, one in enumerate(filled):
        container = about[one.container.pk]
        before = filled[number - 1] if number else None
        after = filled[number + 1] if number + 1 < len(filled) else None
        places = [
            DeskPlace(
                story=place.story,
                spot=(container.pk, at),
                pin=by_story.get(place.story.pk) if place.pinned else None,
                up=(container.pk, at - 1) if at else _last_of(before),
                down=(container.pk, at + 1) if at + 1 < len(one.places) else _first_of(after),
            )
            for at, place in enumerate(one.places)
        ]
        own = [
            Waiting(pin, planned=pin.begins_at > now, public=pin.story_id in public)
            for pin in waiting
            if pin.container_id == container.pk
        ]
        containers.append(DeskContainer(container, container.name, rule_of(container), places, own))
    return containers


def _last_of(one: FilledContainer | None) -> Spot | None:
    return (one.container.pk, max(0, len(one.places) - 1)) if one else None


def _first_of(one: FilledContainer | None) -> Spot | None:
    return (one.container.pk, 0) if one else None


def rule_of(container: Container) -> str:
    """By which rule it is filled, with the names of what it draws from."""
    names = {"sections": container.sections, "topics": container.topics, "contributors": container.contributors}
    if container.fill not in names:
        return str(container.get_fill_display())
    drawn_from: Any = names[container.fill]
    return ", ".join(str(getattr(one, "title", "") or one) for one in drawn_from.all())


def placed_on(front: FrontPage, *, now: datetime) -> dict[int, str]:
    """The numbers of the stories that stand on the front now, each with its container's name."""
    filled = filled_front(plan_of(front.pk), sections=SectionPage.in_order(), now=now)
    return {story.pk: one.title or str(one.container) for one in filled for story in one.stories}


def choosable(words: str) -> list[StoryPage]:
    """Public stories and scheduled ones, newest first, whose headline or kicker has all of `words`."""
    scheduled = [int(number) for number in _scheduled().values_list("object_id", flat=True)]
    known = Q(pk__in=StoryPage.objects.visible_to_readers().values("pk")) | Q(pk__in=scheduled)
    found = StoryPage.objects.filter(known).defer("body")
    for word in words.split():
        found = found.filter(Q(title__icontains=word) | Q(kicker__icontains=word))
    sections = {section.path: section for section in SectionPage.in_order()}
    latest = found.order_by("-latest_revision_created_at", "-pk")[:CHOICES]
    stories = [story for story in latest if story.path[: -StoryPage.steplen] in sections]
    for story in stories:
        story.stands_in(sections[story.path[: -StoryPage.steplen]])
    return stories


def front_to_come(front: FrontPage, *, at: datetime) -> list[FilledContainer]:
    """The front as it will be `at` that moment, if nobody changes anything: pins begin and end, scheduled stories and
    scheduled versions of stories are there, expired ones are gone."""
    coming = stories_to_come(at)
    staying = StoryPage.objects.visible_to_readers().filter(Q(expire_at__isnull=True) | Q(expire_at__gt=at))
    return filled_front(
        plan_of(front.pk),
        sections=SectionPage.in_order(),
        now=at,
        visible=staying.exclude(pk__in=coming),
        coming={pk: story for pk, story in coming.items() if story.expire_at is None or story.expire_at > at},
    )


def stories_to_come(at: datetime) -> dict[int, StoryPage]:
    """Stories as the versions scheduled until `at` will make them."""
    coming: dict[int, StoryPage] = {}
    for revision in _scheduled().filter(approved_go_live_at__lte=at).order_by("approved_go_live_at"):
        story = revision.as_object()
        story.first_published_at = story.first_published_at or revision.approved_go_live_at
        coming[story.pk] = story
    return coming


def _scheduled() -> Any:
    """Revisions that go live by themselves. Wagtail keeps the numbers of their pages as text."""
    kind = ContentType.objects.get_for_model(StoryPage)
    return Revision.objects.filter(content_type=kind, approved_go_live_at__isnull=False)
