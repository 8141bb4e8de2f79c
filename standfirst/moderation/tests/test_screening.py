"""Judgement alone: no database, a hundred odd strings in a moment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.moderation.screening import RULES, Submission, screen


def rule_for(body: str = "A plain sentence.", **known: object) -> str:
    return screen(Submission(body=body, **known)).rule  # type: ignore[arg-type]


def test_a_plain_comment_passes() -> None:
    assert rule_for() == ""


def test_a_premoderated_story_holds_everything() -> None:
    assert rule_for(premoderated=True) == "premoderated-story"


def test_staff_pass_even_there() -> None:
    assert rule_for(premoderated=True, author_is_staff=True) == ""


def test_a_first_comment_with_a_link_waits_and_a_later_one_does_not() -> None:
    assert rule_for(links=1) == "first-comment-with-link"
    assert rule_for(links=1, author_published_before=1) == ""
    assert rule_for(links=4, author_published_before=9) == "many-links"


@pytest.mark.parametrize("body", ["What a MUPPET.", "múppet", "so, muppet!"])
def test_a_held_word_is_found_however_it_is_dressed(body: str) -> None:
    assert rule_for(body, held_words=["muppet"]) == "held-word"


@pytest.mark.parametrize("body", ["Muppetry is an art.", "Scunthorpe", "a clean sentence"])
def test_a_held_word_is_a_whole_word(body: str) -> None:
    assert rule_for(body, held_words=["muppet", "cunt", "lean"]) == ""


def test_shouting_waits_and_abbreviations_do_not() -> None:
    assert rule_for("THIS IS AN OUTRAGE AND EVERYBODY IN DUNMARA KNOWS IT") == "shouting"
    assert rule_for("RTE, the GAA and the ESB") == ""


def test_every_objection_has_words_for_author_and_moderator() -> None:
    worst = Submission(body="LOUD " * 20, links=9, premoderated=True, held_words=["loud"])
    for rule in RULES:
        verdict = rule(worst)
        assert verdict.rule
        assert verdict.for_author.endswith(".")
        assert verdict.for_moderator.endswith(".")


@given(st.text(), st.lists(st.text(min_size=1), max_size=5))
def test_no_text_breaks_a_rule(body: str, words: list[str]) -> None:
    screen(Submission(body=body, held_words=words))
