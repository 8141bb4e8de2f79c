"""Merging what two people made of one text: no edit is lost, and where they can't go together both texts are shown."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfirst.stories.merging import ABSENT, Kind, Merged, merge, says_the_same
from standfirst.stories.sequences import merge_order

Block = dict[str, Any]


def block(key: str, text: object, kind: str = "paragraph") -> Block:
    return {"type": kind, "value": text, "id": key}


def story(*blocks: Block, **fields: Any) -> dict[str, Any]:
    return {"pk": 7, "title": "Ferry aground", "standfirst": "", "body": json.dumps(blocks), **fields}


def body(merged: Merged) -> list[tuple[str, object]]:
    return [(one["id"], one["value"]) for one in json.loads(merged.content["body"])]


A, B, C = block("a", "One."), block("b", "Two."), block("c", "Three.")


def test_changes_of_different_fields_and_blocks_go_together() -> None:
    mine = story(block("a", "One, corrected."), B, title="Ferry afloat")
    merged = merge(story(A, B), mine, story(A, block("b", "Two, updated."), C, standfirst="At noon."))
    assert merged.conflicts == ()
    assert body(merged) == [("a", "One, corrected."), ("b", "Two, updated."), ("c", "Three.")]
    assert (merged.content["title"], merged.content["standfirst"]) == ("Ferry afloat", "At noon.")


def test_two_texts_of_one_block_are_a_conflict_that_a_choice_answers() -> None:
    three = story(A), story(block("a", "Mine.")), story(block("a", "Theirs."))
    merged = merge(*three)
    (conflict,) = merged.conflicts
    assert (conflict.key, conflict.block_type, conflict.kind) == ("body/a", "paragraph", Kind.BOTH_CHANGED)
    assert (conflict.base, conflict.mine, conflict.theirs) == ("One.", "Mine.", "Theirs.")
    assert body(merged) == [("a", "Theirs.")]
    chosen = merge(*three, choices={conflict.key: "mine"})
    assert (body(chosen), chosen.conflicts) == ([("a", "Mine.")], ())
    assert merge(*three, choices={conflict.key: "neither"}).conflicts == (conflict,)


def test_two_headlines_are_a_conflict() -> None:
    merged = merge(story(title="Old"), story(title="Mine"), story(title="Theirs"))
    assert [(one.key, one.mine, one.theirs) for one in merged.conflicts] == [("title", "Mine", "Theirs")]


def test_taking_out_what_the_other_changed_is_a_conflict_and_the_text_stays() -> None:
    for mine, theirs in ((story(), story(block("a", "New."))), (story(block("a", "New.")), story())):
        merged = merge(story(A), mine, theirs)
        assert [one.kind for one in merged.conflicts] == [Kind.REMOVED_AND_CHANGED]
        assert ABSENT in (merged.conflicts[0].mine, merged.conflicts[0].theirs)
        assert body(merged) == [("a", "New.")]
    assert body(merge(story(A), story(), story(block("a", "New.")), choices={"body/a": "mine"})) == []


def test_taking_out_what_nobody_changed_takes_it_out() -> None:
    assert body(merge(story(A, B, C), story(A, C), story(A, B))) == [("a", "One.")]


def test_parts_of_one_block_are_merged_and_a_conflict_names_the_part() -> None:
    base = block("p", {"picture": 3, "caption": "Ferry", "credit": ""}, "picture")
    mine = block("p", {"picture": 3, "caption": "The ferry", "credit": ""}, "picture")
    theirs = block("p", {"picture": 3, "caption": "Ferry", "credit": "O. Daly"}, "picture")
    assert body(merge(story(base), story(mine), story(theirs))) == [
        ("p", {"picture": 3, "caption": "The ferry", "credit": "O. Daly"})
    ]
    other = block("p", {"picture": 3, "caption": "A ferry", "credit": ""}, "picture")
    (conflict,) = merge(story(base), story(mine), story(other)).conflicts
    assert (conflict.key, conflict.part) == ("body/p/caption", "caption")


def test_lists_inside_a_block_are_merged_item_by_item() -> None:
    def gallery(*captions: tuple[str, str]) -> Block:
        items = [block(key, {"caption": words}, "item") for key, words in captions]
        return block("g", {"pictures": items}, "gallery")

    base = story(gallery(("x", "Bow"), ("y", "Stern")))
    merged = merge(
        base, story(gallery(("x", "The bow"), ("y", "Stern"))), story(gallery(("x", "Bow"), ("y", "The stern")))
    )
    assert body(merged)[0][1] == json.loads(story(gallery(("x", "The bow"), ("y", "The stern")))["body"])[0]["value"]
    (conflict,) = merge(base, story(gallery(("x", "1"), ("y", "Stern"))), story(gallery(("x", "2")))).conflicts
    assert conflict.key == "body/g/pictures.x.caption"


def test_a_block_made_into_another_type_is_taken_whole() -> None:
    head = block("a", "One.", "subhead")
    assert json.loads(merge(story(A), story(head), story(A)).content["body"]) == [head]
    (conflict,) = merge(story(A), story(head), story(block("a", "New."))).conflicts
    assert (conflict.mine, conflict.theirs) == (head, block("a", "New."))


def test_both_added_stand_where_each_put_them_mine_first() -> None:
    mine, theirs = story(A, block("m", "M"), block("n", "N"), B), story(A, block("t", "T"), B)
    assert [key for key, _ in body(merge(story(A, B), mine, theirs))] == ["a", "m", "n", "t", "b"]
    first = merge(story(A), story(block("m", "M"), A), story(A, block("t", "T")))
    assert [key for key, _ in body(first)] == ["m", "a", "t"]


def test_a_move_and_an_edit_go_together_and_two_moves_of_one_block_do_not() -> None:
    moved = merge(story(A, B, C), story(C, A, B), story(A, block("b", "New."), C))
    assert body(moved) == [("c", "Three."), ("a", "One."), ("b", "New.")]
    other_moves = merge(
        story(A, B, C, block("d", "4")), story(B, A, C, block("d", "4")), story(A, B, block("d", "4"), C)
    )
    assert [key for key, _ in body(other_moves)] == ["b", "a", "d", "c"]
    three = story(A, B, C), story(C, A, B), story(A, C, B)
    (conflict,) = merge(*three).conflicts
    assert (conflict.kind, conflict.key) == (Kind.ORDER, "body/order")
    assert [key for key, _ in body(merge(*three, choices={"body/order": "mine"}))] == ["c", "a", "b"]
    assert [key for key, _ in body(merge(*three, choices={"body/order": "theirs"}))] == ["a", "c", "b"]
    assert merge_order("abc", "cab", "cab").keys == ["c", "a", "b"]


def row(pk: int | None, place: int, text: str) -> dict[str, Any]:
    return {"pk": pk, "sort_order": place, "story": 7, "text": text}


def test_rows_are_the_same_by_number_or_by_what_they_say() -> None:
    base = {"corrections": [row(1, 0, "It was noon."), row(2, 1, "It was Tuesday.")]}
    mine = {
        "corrections": [row(1, 0, "It was noon, not one."), row(2, 1, "It was Tuesday."), row(None, 2, "And rain.")]
    }
    # Saved by the desk's editor, the other side may have rows without numbers, or the same one added too.
    theirs = {"corrections": [row(None, 1, "It was Tuesday."), row(1, 0, "It was noon."), row(None, 2, "And rain.")]}
    merged = merge(base, mine, theirs)
    assert merged.conflicts == ()
    assert [(one["sort_order"], one["text"]) for one in merged.content["corrections"]] == [
        (0, "It was noon, not one."),
        (1, "It was Tuesday."),
        (2, "And rain."),
    ]


def test_bare_values_are_added_and_taken_out() -> None:
    assert merge({"topics": [1, 2, 3]}, {"topics": [1, 3, 9]}, {"topics": [1, 2, 8]}).content["topics"] == [1, 9, 8]
    assert merge({"topics": [1]}, {"topics": [2]}, {"topics": []}).content["topics"] == [2]


def test_what_a_page_is_stays_and_the_later_update_holds() -> None:
    mine = {"pk": 1, "live": True, "updated_at": "2026-11-25T08:00:00.500Z", "kicker": "Harbour"}
    theirs = {"pk": 1, "live": False, "updated_at": "2026-11-25T08:00:00Z"}
    merged = merge({"pk": 1, "live": True, "updated_at": None}, mine, theirs)
    assert merged.content == {"pk": 1, "live": False, "updated_at": mine["updated_at"], "kicker": "Harbour"}
    assert merge({}, {"pk": 4}, {}).content == {"pk": 4}
    assert merge({"a": 1}, {"a": 1}, {}).content == {}
    assert merge({"a": 1}, {"a": 2}, {}).conflicts[0].kind is Kind.REMOVED_AND_CHANGED
    assert merge({"a": {"x": 1, "y": 1}}, {"a": {"x": 1}}, {"a": {"x": 2, "y": 1}}).content == {"a": {"x": 2}}


def test_what_the_editor_adds_by_itself_is_no_change() -> None:
    opened, written = (block("a", f'<p data-block-key="{key}">One.</p>') for key in ("x1", "y2"))
    merged = merge(story(block("a", "<p>One.</p>")), story(opened), story(written, B))
    assert (merged.conflicts, len(body(merged))) == ((), 2)
    changed = merge(story(block("a", "<p>One.</p>")), story(opened), story(block("a", "<p>New.</p>")))
    assert (changed.conflicts, body(changed)) == ((), [("a", "<p>New.</p>")])


def test_two_texts_say_the_same_whatever_their_numbers_are() -> None:
    one = story(A, corrections=[row(4, 0, "Noon.")], live=True)
    other = story(block("z", "One."), corrections=[row(None, 0, "Noon.")], live=False)
    assert says_the_same(one, other)
    assert not says_the_same(one, {**other, "title": "Another"})
    assert says_the_same(one, {**other, "title": "Another"}, besides=frozenset({"title"}))


@pytest.mark.parametrize("text", ["[1, 2", "[1, 2]", '[{"type": "x"}]', "[sic]"])
def test_text_that_only_looks_like_blocks_is_text(text: str) -> None:
    assert merge({"note": ""}, {"note": text}, {"note": ""}).content == {"note": text}
    assert merge({"note": ""}, {"note": text}, {"note": "other"}).conflicts[0].mine == text


def test_blocks_with_one_id_twice_or_none_are_kept_apart() -> None:
    twice = story(A, block("a", "One again."))
    assert body(merge(story(A), twice, story(A, B))) == [("a", "One."), ("a", "One again."), ("b", "Two.")]
    bare = {"type": "paragraph", "value": "No id."}
    assert json.loads(merge(story(A), story(A, bare), story(A, B)).content["body"]) == [A, bare, B]


# Random edits. A word is never used twice, so that each can be looked for in what came out.

KEYS = "abcdef"
MOST = settings().max_examples


@st.composite
def edited(draw: st.DrawFn, base: list[Block], who: str) -> list[Block]:
    blocks = copy.deepcopy(base)
    for number in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, max(0, len(blocks) - 1)))
        match draw(st.sampled_from(["edit", "remove", "move", "add"])):
            case "edit" if blocks:
                blocks[place]["value"] = f"{who}-edit-{number}"
            case "remove" if blocks:
                blocks.pop(place)
            case "move" if blocks:
                blocks.insert(draw(st.integers(0, len(blocks) - 1)), blocks.pop(place))
            case _:
                blocks.insert(place, block(f"{who}-{number}", f"{who}-new-{number}"))
    return blocks


@st.composite
def three_texts(draw: st.DrawFn) -> tuple[list[Block], list[Block], list[Block]]:
    base = [block(key, f"base-{key}") for key in KEYS[: draw(st.integers(0, 6))]]
    return base, draw(edited(base, "mine")), draw(edited(base, "theirs"))


@settings(max_examples=max(300, MOST), deadline=None)
@given(three_texts())
def test_no_edit_of_either_is_lost(texts: tuple[list[Block], list[Block], list[Block]]) -> None:
    base, mine, theirs = texts
    merged = merge(story(*base), story(*mine), story(*theirs))
    out = json.loads(merged.content["body"])
    known = {one["id"]: one["value"] for one in base}
    held = {str(one["value"]) for one in out} | {str(c.mine) for c in merged.conflicts}
    held |= {str(c.theirs) for c in merged.conflicts}
    for side in (mine, theirs):
        for one in side:
            if one["value"] != known.get(one["id"]):
                assert any(one["value"] in text for text in held)
    ids = [one["id"] for one in out]
    assert len(ids) == len(set(ids))
    untouched = {one["id"] for one in base if one in mine and one in theirs}
    assert untouched <= set(ids)
    if not merged.conflicts:
        removed = {one["id"] for one in base} - {one["id"] for one in mine} & {one["id"] for one in theirs}
        assert not removed & set(ids)


@settings(max_examples=max(150, MOST), deadline=None)
@given(three_texts())
def test_one_who_changes_nothing_follows_and_all_choices_settle_it(
    texts: tuple[list[Block], list[Block], list[Block]],
) -> None:
    base, mine, theirs = (story(*one) for one in texts)
    assert json.loads(merge(base, base, theirs).content["body"]) == texts[2]
    assert json.loads(merge(base, mine, base).content["body"]) == texts[1]
    assert json.loads(merge(base, mine, mine).content["body"]) == texts[1]
    conflicts = merge(base, mine, theirs).conflicts
    for side in ("mine", "theirs"):
        assert merge(base, mine, theirs, choices={one.key: side for one in conflicts}).conflicts == ()
