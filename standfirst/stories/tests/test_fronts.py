"""How fronts are filled and re-ordered: what holds for every front, and the cases an editor would think of first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from standfirst.stories.fronts import Candidate, Fill, Filled, Frame, Hold, arrange, next_turn, put

NOW = datetime(2026, 11, 25, 16, 0, tzinfo=UTC)
HOURS = st.integers(-3, 3)

frames = st.lists(
    st.builds(
        Frame,
        id=st.integers(1, 6),
        size=st.integers(1, 5),
        fill=st.sampled_from(Fill),
        prefers_picture=st.booleans(),
        section_ids=st.frozensets(st.integers(1, 3)),
        topic_ids=st.frozensets(st.integers(1, 3)),
        contributor_ids=st.frozensets(st.integers(1, 3)),
    ),
    max_size=6,
    unique_by=lambda frame: frame.id,
)
candidates = st.lists(
    st.builds(
        Candidate,
        id=st.integers(1, 30),
        section_id=st.integers(1, 3),
        has_picture=st.booleans(),
        topic_ids=st.frozensets(st.integers(1, 3)),
        contributor_ids=st.frozensets(st.integers(1, 3)),
    ),
    max_size=20,
    unique_by=lambda story: story.id,
)
pins = st.lists(
    st.builds(
        Hold,
        story_id=st.integers(1, 34),
        container_id=st.integers(1, 7),
        position=st.integers(0, 6),
        begins_at=HOURS.map(lambda hours: NOW + timedelta(hours=hours)),
        ends_at=st.none() | HOURS.map(lambda hours: NOW + timedelta(hours=hours)),
    ),
    max_size=12,
)


def hold(story: int, container: int = 1, position: int = 0, hours: int = -1, until: int | None = None) -> Hold:
    ends = None if until is None else NOW + timedelta(hours=until)
    return Hold(
        story_id=story,
        container_id=container,
        position=position,
        begins_at=NOW + timedelta(hours=hours),
        ends_at=ends,
    )


def stories(*ids: int, pictures: tuple[int, ...] = ()) -> list[Candidate]:
    return [Candidate(id=one, section_id=1, has_picture=one in pictures) for one in ids]


def newest(size: int, **more: object) -> Frame:
    return Frame(id=1, size=size, fill=Fill.NEWEST, **more)  # type: ignore[arg-type]  # any of its fields


def order(filled: list[Filled], container: int = 0) -> list[int]:
    return [place.story_id for place in filled[container].places]


@given(frames, pins, candidates)
def test_what_holds_for_every_front(containers: list[Frame], held: list[Hold], stock: list[Candidate]) -> None:
    filled = arrange(containers=containers, pins=held, candidates=stock, now=NOW)
    shown = [place.story_id for one in filled for place in one.places]
    public = {story.id: story for story in stock}
    assert [one.container_id for one in filled] == [frame.id for frame in containers]
    assert len(shown) == len(set(shown)), "no story twice"
    assert set(shown) <= set(public), "nothing that may not be shown"
    left = [story for story in stock if story.id not in shown]
    active = [pin for pin in held if pin.holds_at(NOW)]
    for frame, one in zip(containers, filled, strict=True):
        assert len(one.places) <= frame.size
        if len(one.places) < frame.size:
            assert not any(frame.takes(story) for story in left), "no hole while there is a story for it"
        for place in one.places:
            by_pin = any((pin.story_id, pin.container_id) == (place.story_id, frame.id) for pin in active)
            assert by_pin if place.pinned else frame.takes(public[place.story_id])
    for pin in active:
        own = next((one for one in filled if one.container_id == pin.container_id), None)
        if own and pin.story_id in public and pin.story_id not in shown:
            full = sum(place.pinned for place in own.places)
            assert full == len(own.places), "a pin waits only where pins have taken all the room"


@given(frames, pins, candidates)
def test_the_same_input_gives_the_same_front(containers: list[Frame], held: list[Hold], stock: list[Candidate]) -> None:
    once = arrange(containers=containers, pins=held, candidates=stock, now=NOW)
    current = [pin for pin in held if pin.holds_at(NOW)]
    assert arrange(containers=containers, pins=current, candidates=stock, now=NOW) == once


def test_rules_flow_around_pins() -> None:
    filled = arrange(containers=[newest(4)], pins=[hold(9, position=2)], candidates=stories(1, 2, 3, 4, 9), now=NOW)
    assert order(filled) == [1, 2, 9, 3]


def test_a_pin_far_down_leaves_no_hole() -> None:
    filled = arrange(containers=[newest(4)], pins=[hold(9, position=3)], candidates=stories(1, 9), now=NOW)
    assert order(filled) == [1, 9]
    assert filled[0].short


def test_a_lead_prefers_a_picture_and_a_pin_before_it() -> None:
    lead = newest(1, prefers_picture=True)
    stock = stories(1, 2, 3, pictures=(2,))
    assert order(arrange(containers=[lead], pins=[], candidates=stock, now=NOW)) == [2]
    assert order(arrange(containers=[lead], pins=[], candidates=stories(1, 3), now=NOW)) == [1]
    assert order(arrange(containers=[lead], pins=[hold(3)], candidates=stock, now=NOW)) == [3]


def test_of_two_pins_for_one_place_the_later_begun_stands_and_the_other_is_the_rules_again() -> None:
    second = Frame(id=2, size=2, fill=Fill.NEWEST)
    held = [hold(5, hours=-3), hold(6, hours=-1)]
    filled = arrange(containers=[newest(1), second], pins=held, candidates=stories(5, 6, 7), now=NOW)
    assert [order(filled, 0), order(filled, 1)] == [[6], [5, 7]]


def test_a_pin_begins_and_ends_to_the_second() -> None:
    pin = hold(1, hours=0, until=1)
    assert not pin.holds_at(NOW - timedelta(seconds=1))
    assert pin.holds_at(NOW)
    assert pin.holds_at(NOW + timedelta(minutes=59, seconds=59))
    assert not pin.holds_at(NOW + timedelta(hours=1))


def test_the_next_turn_is_the_next_beginning_or_end() -> None:
    held = [hold(1, until=2), hold(2, hours=1), hold(3, until=-1)]
    assert next_turn(held, now=NOW) == NOW + timedelta(hours=1)
    assert next_turn([hold(1)], now=NOW) is None


spots = st.tuples(st.integers(1, 2), st.integers(0, 3))


@given(
    st.integers(1, 6),
    spots,
    st.none() | spots,
    st.dictionaries(st.integers(1, 6), spots, max_size=6),
    st.booleans(),
)
def test_putting_a_story_somewhere_loses_nobody_unsaid(
    story: int, at: tuple[int, int], came_from: tuple[int, int] | None, held: dict[int, tuple[int, int]], exchange: bool
) -> None:
    held = {one: spot for spot, one in {spot: one for one, spot in held.items()}.items()}
    if story in held:
        came_from = held[story]
    elif came_from in held.values():
        came_from = None
    after = put(story_id=story, at=at, came_from=came_from, pinned=held, size=4, exchange=exchange)
    assert after[story] == at
    assert len(set(after.values())) == len(after), "no two at one place"
    assert all(0 <= position < 4 for _, position in after.values())
    missing = (set(held) | {story}) - set(after)
    assert len(missing) <= (came_from is None)


def test_neighbours_change_places() -> None:
    held = {1: (1, 0), 2: (2, 0)}
    assert put(story_id=2, at=(1, 0), came_from=(2, 0), pinned=held, size=1, exchange=True) == {1: (2, 0), 2: (1, 0)}


def test_within_a_container_the_others_step_aside() -> None:
    held = {1: (1, 0), 2: (1, 1), 3: (1, 2)}
    up = put(story_id=3, at=(1, 0), came_from=(1, 2), pinned=held, size=4, exchange=False)
    assert up == {3: (1, 0), 1: (1, 1), 2: (1, 2)}
    down = put(story_id=1, at=(1, 2), came_from=(1, 0), pinned=held, size=4, exchange=False)
    assert down == {2: (1, 0), 3: (1, 1), 1: (1, 2)}


def test_for_whom_there_is_no_room_goes_where_the_newcomer_came_from_or_loses_the_pin() -> None:
    held = {1: (1, 0)}
    assert put(story_id=9, at=(1, 0), came_from=(2, 3), pinned=held, size=1, exchange=False) == {9: (1, 0), 1: (2, 3)}
    assert put(story_id=9, at=(1, 0), came_from=None, pinned=held, size=1, exchange=False) == {9: (1, 0)}
