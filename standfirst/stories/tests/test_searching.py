"""What was typed, read; what was found, marked. Knows no database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.stories.searching import Run, Term, excerpt, marked, read_search, words_of

LONG = " ".join(f"word{number}" for number in range(60))


def plain(runs: list[Run]) -> str:
    return "".join(f"[{run.text}]" if run.is_marked else run.text for run in runs)


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("Ferry AGROUND", [Term(("ferry",)), Term(("aground",))]),
        ("Máirín Straße", [Term(("mairin",)), Term(("strasse",))]),
        ('"north pier" ferry', [Term(("north", "pier")), Term(("ferry",))]),
        ('"north pier', [Term(("north", "pier"))]),
        ("harb* ha*", [Term(("harb",), True), Term(("ha",))]),
        ("harbour's", [Term(("harbour", "s"))]),
        ("ferry FERRY ferry", [Term(("ferry",))]),
        ('  "" * -- ! ', []),
        ("head: a) OR (b NEAR/2", [Term(("head",)), Term(("a",)), Term(("or",)), Term(("b",)), Term(("near", "2"))]),
        ("\0ferry\0'; DROP TABLE", [Term(("ferry",)), Term(("drop",)), Term(("table",))]),
    ],
)  # fmt: skip
def test_what_was_typed(typed: str, terms: list[Term]) -> None:
    assert list(read_search(typed)) == terms


def test_only_so_much_of_it_counts() -> None:
    assert len(read_search(" ".join(f"w{number}" for number in range(40)))) == 12
    assert read_search("a" * 10_000) == (Term(("a" * 64,)),)


def test_every_match_is_marked_as_it_is_written() -> None:
    assert plain(marked("Mairín and MÁIRÍN's boat", read_search("mairin"))) == "[Mairín] and [MÁIRÍN]'s boat"
    assert plain(marked("The north pier, the pier", read_search('"north pier"'))) == "The [north pier], the pier"
    assert plain(marked("Harbours, harbour", read_search("harb*"))) == "[Harbours], [harbour]"
    assert plain(marked("½ a pint", read_search('"1 2"'))) == "[½] a pint"


def test_an_excerpt_stands_around_the_first_match() -> None:
    shown = plain(excerpt(LONG, read_search("word30")))
    assert shown.startswith("… word20 ")
    assert "[word30]" in shown
    assert shown.endswith(" word55 …")


def test_an_excerpt_takes_no_number_and_no_word_apart() -> None:
    ten = " ".join(f"w{number}" for number in range(9))
    after = " ".join(f"word{number}" for number in range(24))
    shown = plain(excerpt(f"The tide fell 0.4 {ten} ferry {after} north-west by east", read_search("ferry")))
    assert shown.startswith("… 0.4 w0 ")
    assert "[ferry]" in shown
    assert shown.endswith(" word23 north-west …")
    endless = "a." * 200
    assert plain(excerpt(f"{endless}ferry.{endless}", read_search("ferry"))).startswith("… a.a.a.")


def test_an_excerpt_without_a_match_is_the_beginning() -> None:
    assert plain(excerpt("A short one.", read_search("elsewhere"))) == "A short one."
    assert plain(excerpt("", read_search("elsewhere"))) == ""
    assert plain(excerpt("!!", read_search("elsewhere"))) == "!!"


@given(st.text(max_size=300), st.text(max_size=60))
def test_whatever_is_typed_and_written_nothing_is_lost_or_added(text: str, typed: str) -> None:
    terms = read_search(typed)
    runs = marked(text, terms)
    assert words_of("".join(run.text for run in runs)) == words_of(text)
    assert all(run.text for run in runs)
    shown = excerpt(text, terms)
    assert "".join(run.text for run in shown).strip("… ") in plain(marked(text, ()))


@given(st.text(max_size=80))
def test_a_text_is_found_by_itself(text: str) -> None:
    for term in read_search(text.replace("*", " ")):
        assert any(run.is_marked for run in marked(text, [term]))
