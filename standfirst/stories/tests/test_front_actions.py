"""Aoife and Fergal run the front: every change is made once, by whoever saw what is there, and leaves a row."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connections, transaction

from standfirst import clock
from standfirst.accounts.actions.people import enrol
from standfirst.accounts.models import EDITORS, User
from standfirst.accounts.tests.factories import PASSWORD, aoife
from standfirst.edge.purging import committed_purges
from standfirst.stories.actions.containers import (
    ContainerPlan,
    add_container,
    furnish_front,
    move_container,
    remove_container,
    set_container,
)
from standfirst.stories.actions.fronts import (
    FrontChangedMeanwhile,
    NoSuchPlace,
    TimeIsOver,
    pin_story,
    turn_pins,
    unpin_story,
    version_of,
)
from standfirst.stories.fronts import Fill, Kind
from standfirst.stories.models import Container, FrontChange, FrontPage, Pin, StoryPage
from standfirst.stories.tests.factories import make_section, make_story
from standfirst.stories.tests.test_front_page import add, lead, shown

pytestmark = pytest.mark.django_db
NOW = clock.now()
LATER = NOW + timedelta(hours=1)


def fergal() -> Any:
    email = "fergal@paper.example"
    found = User.objects.filter(email=email).first()
    return found or enrol(email=email, display_name="Fergal", password=PASSWORD, group=EDITORS)


def front() -> FrontPage:
    found: FrontPage = FrontPage.objects.get()
    return found


def secondary() -> Container:
    return Container.objects.get(kind="secondary")


def put(story: StoryPage, container: Container, position: int = 0, **more: Any) -> FrontChange:
    given: dict[str, Any] = {"ends_at": None, "actor": aoife(), "now": clock.now(), **more}
    return pin_story(front=front(), story=story, container_id=container.pk, position=position, **given)


def five() -> list[StoryPage]:
    return [make_story(f"Story {number}") for number in range(1, 6)]


@pytest.mark.django_db(transaction=True)
def test_a_pinned_story_leads_and_the_change_says_who_what_and_until_when() -> None:
    first, *_ = five()
    with committed_purges() as purged:
        change = put(first, lead(), ends_at=NOW + timedelta(days=1))
    assert purged == {"front"}
    assert shown()["lead"] == ["Story 1"]
    assert change.actor == aoife()
    assert "put “Story 1” into Lead, place 1, until" in change.in_words
    assert str(change) == "put Story 1"


def test_neighbours_that_are_both_pinned_change_places() -> None:
    one, two, *_ = five()
    put(one, lead())
    put(two, secondary())
    put(two, lead(), exchange=True)
    assert (shown()["lead"], shown()["secondary"][0]) == (["Story 2"], "Story 1")


def test_whoever_has_no_room_loses_the_pin_and_the_record_says_so() -> None:
    one, two, three, *_ = five()
    Container.objects.filter(kind="list").delete()
    put(one, lead())
    put(two, lead(), begins_at=LATER)
    assert shown()["lead"] == ["Story 1"], "a pin of later moves nobody now"
    put(three, lead())
    assert shown()["lead"] == ["Story 3"]
    assert not Pin.objects.filter(story=one).exists()
    assert FrontChange.objects.filter(what="pushed_out", story_number=one.pk).exists()


def test_a_story_has_one_pin() -> None:
    one, *_ = five()
    put(one, lead())
    put(one, secondary(), position=1)
    pin = Pin.objects.get()
    assert (pin.container, pin.position, str(pin)) == (secondary(), 1, f"{one.pk} in {secondary().pk}")
    with pytest.raises(IntegrityError), transaction.atomic():
        Pin.objects.create(
            front=front(), container=lead(), story=one, position=0, begins_at=NOW, has_begun=True, pinned_at=NOW
        )


def test_unpinning_leaves_the_story_to_the_rules() -> None:
    one, *_ = five()
    put(one, lead())
    unpin_story(front=front(), story=one, actor=aoife(), now=clock.now())
    assert shown()["lead"] == ["Story 5"]
    with pytest.raises(NoSuchPlace):
        unpin_story(front=front(), story=one, actor=aoife(), now=clock.now())


@pytest.mark.parametrize(
    ("position", "begins_at", "ends_at", "refusal"),
    [
        (1, None, None, NoSuchPlace),
        (-1, None, None, NoSuchPlace),
        (0, None, NOW - timedelta(minutes=1), TimeIsOver),
        (0, LATER, LATER, TimeIsOver),
    ],
)
def test_what_can_not_be_is_refused_and_changes_nothing(
    position: int, begins_at: datetime | None, ends_at: datetime | None, refusal: type[Exception]
) -> None:
    one, *_ = five()
    before = version_of(front())
    with pytest.raises(refusal):
        put(one, lead(), position, begins_at=begins_at, ends_at=ends_at)
    assert version_of(front()) == before
    assert not Pin.objects.exists()


def test_the_later_of_two_editors_is_told_what_has_changed_and_nothing_is_lost() -> None:
    one, two, *_ = five()
    seen = version_of(front())
    put(one, lead(), seen=seen)
    with pytest.raises(FrontChangedMeanwhile) as told:
        put(two, lead(), actor=fergal(), seen=seen)
    assert [(change.actor, change.headline) for change in told.value.changes] == [(aoife(), "Story 1")]
    assert shown()["lead"] == ["Story 1"]
    put(two, lead(), actor=fergal(), seen=version_of(front()))
    assert shown()["lead"] == ["Story 2"]


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_at_the_same_moment_exactly_one_changes_the_front() -> None:
    stories = five()[:2]
    seen = version_of(front())
    editor, place, page = aoife(), lead().pk, front()

    def change(story: StoryPage) -> str:
        try:
            pin_story(
                front=page, story=story, container_id=place, position=0, ends_at=None, actor=editor, now=NOW, seen=seen
            )
        except FrontChangedMeanwhile:
            return "told"
        finally:
            connections.close_all()
        return "made"

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(change, stories)) == ["made", "told"]
    assert Pin.objects.count() == 1


def test_what_time_does_to_a_pin_stands_in_the_record_too() -> None:
    one, *_ = five()
    put(one, lead(), begins_at=LATER, ends_at=LATER + timedelta(hours=1))
    turn_pins(now=LATER)
    turn_pins(now=LATER + timedelta(hours=1))
    told = list(FrontChange.objects.filter(actor=None).order_by("pk").values_list("what", flat=True))
    assert told == ["begun", "ended"]
    assert not Pin.objects.exists()


def test_the_record_of_changes_only_grows() -> None:
    put(make_story(), lead())
    with pytest.raises(DatabaseError), transaction.atomic():
        FrontChange.objects.update(headline="Another")
    with pytest.raises(DatabaseError), transaction.atomic():
        FrontChange.objects.all().delete()


# Containers


def test_containers_are_added_changed_moved_and_removed() -> None:
    make_section()
    added = add(title="Regatta")
    plan = ContainerPlan(kind=Kind.LIST, size=2, fill=Fill.NEWEST, title="The regatta")
    about: dict[str, Any] = {"front": front(), "container_id": added.pk, "actor": aoife(), "now": NOW}
    set_container(plan=plan, **about)
    for _ in range(9):
        move_container(step=-1, **about)
    assert [one.name for one in Container.objects.all()] == ["The regatta", "Lead", "Secondary", "News"]
    move_container(step=1, **about)
    assert [str(one) for one in Container.objects.all()][:2] == ["Lead", "The regatta"]
    remove_container(**about)
    with pytest.raises(NoSuchPlace):
        remove_container(**about)
    words = FrontChange.objects.latest("pk").in_words
    assert words == "removed the container The regatta"


def test_a_container_is_not_changed_by_who_has_not_seen_the_last_change() -> None:
    make_section()
    seen = version_of(front())
    add(title="Regatta")
    plan = ContainerPlan(kind=Kind.LIST, size=2, fill=Fill.NEWEST)
    with pytest.raises(FrontChangedMeanwhile):
        add_container(front=front(), plan=plan, actor=aoife(), now=NOW, seen=seen)


def test_a_front_is_furnished_once() -> None:
    make_section()
    furnish_front(front=front())
    assert [one.kind for one in Container.objects.all()] == ["lead", "secondary", "list"]


def test_the_database_knows_what_a_container_may_be() -> None:
    make_section()
    for wrong in ({"kind": "hero"}, {"fill": "magic"}, {"size": 0}, {"size": 13}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Container.objects.filter(kind="lead").update(**wrong)
