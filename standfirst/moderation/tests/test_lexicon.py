"""Words on a list are found in every dress, and nobody in Scunthorpe waits for a moderator."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.moderation.screening.lexicon import BadEntry, Lexicon

ENTRIES = ["muppet", "gobshite*", "eejit", "silly sausage", "away with you*", "plonker", "ass"]
LEXICON = Lexicon.of(ENTRIES, exceptions=["plonkers", "gobshitely*"])


def entries_in(text: str, lexicon: Lexicon = LEXICON) -> list[str]:
    return [hit.entry for hit in lexicon.find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "What a muppet.",
        "MUPPET!",
        "müppét",
        "so,muppet;",
        "muppet's",
        "m\u0336u\u0336p\u0336p\u0336e\u0336t\u0336",
        "ｍｕｐｐｅｔ",
        "𝓶𝓾𝓹𝓹𝓮𝓽",
        "🅼🆄🅿🅿🅴🆃",
        "mu\u200bpp\u2060et",
        "muppеt with one letter that is Cyrillic",
        "a real mυppet",
        "mupp3t",
        "MUPP37",
        "mu|o|ppet is not it, mu-ppet is",
        "m*ppet",
        "m*pp#t",
        "muuuuppet",
        "muppetttt",
        "m u p p e t",
        "you m.u.p.p.e.t",
        "m-u-p-p-e-t!",
        "w a t  a m u p p e t",
    ],
)
def test_a_word_is_found_in_every_dress(text: str) -> None:
    assert entries_in(text) == ["muppet"]


@pytest.mark.parametrize(
    "text",
    ["Muppetry is an art.", "the Muppets", "a class act", "assess, assassin, massage", "plonkers", "a.s.s.e.s.s", ""],
)
def test_a_word_within_a_word_is_left_alone(text: str) -> None:
    assert entries_in(text) == []


def test_beginnings_find_what_grows_from_them_and_exceptions_win() -> None:
    assert entries_in("Gobshites and gobshitery") == ["gobshite*"]
    assert entries_in("gobshitely") == []
    assert entries_in("plonkers") == []
    assert entries_in("a pl0nker") == ["plonker"]


def test_phrases_are_found_over_spaces_and_lines() -> None:
    assert entries_in("You silly\n sausage") == ["silly sausage"]
    assert entries_in("silly old sausage") == []
    assert entries_in("Away with yourselves") == ["away with you*"]
    assert entries_in("away with") == []


def test_what_was_seen_is_told_as_it_stands() -> None:
    [hit] = LEXICON.find("Such a MÜPPET, honestly.")
    assert (hit.entry, hit.seen) == ("muppet", "MUPPET")


@pytest.mark.parametrize("line", ["", " - ", "m*ppet", "a*", "ab*", "x"])
def test_lines_that_are_no_entries_are_refused(line: str) -> None:
    with pytest.raises(BadEntry):
        Lexicon.of([line])


def test_russian_prose_is_not_read_as_latin() -> None:
    cyka = Lexicon.of(["cyka"])
    assert entries_in("Это сука, собака женского рода.", cyka) == []
    assert entries_in("That man is a real сука, I tell you.", cyka) == ["cyka"]


LOOKS_LIKE = {"a": "а4@", "e": "е3", "i": "1!і", "o": "0о", "s": "5$", "t": "7", "u": "υ", "p": "р", "m": "м"}


@st.composite
def dressed(draw: st.DrawFn) -> str:
    """One entry, in a dress or two."""
    word = draw(st.sampled_from(["muppet", "eejit", "plonker"]))
    letters = [draw(st.sampled_from([one, one.upper(), *LOOKS_LIKE.get(one, "")])) for one in word]
    marks = draw(st.sampled_from(["", "\u0301", "\u0336", "\u200d", "\u2060"]))
    text = "".join(one + (marks if one.isalpha() else "") for one in letters)
    before, after = draw(st.sampled_from([("", ""), ("(", ")"), ("“", "”,"), ("*", "*"), ("you ", " you")]))
    return before + text + after


@given(dressed())
def test_dresses_worn_together_hide_nothing(text: str) -> None:
    assert entries_in(f"Here is what I think of that: {text} and so on.")


@given(st.text(max_size=300))
def test_no_text_breaks_a_list(text: str) -> None:
    for hit in LEXICON.find(text):
        assert hit.entry in ENTRIES


# What lists of this kind hold, as far as it has ever embarrassed anybody.
RUDE = [
    "arse", "ass", "bastard*", "bitch", "bollock*", "bugger", "cock", "crap", "cum", "cunt", "damn", "dick", "dyke",
    "effing", "fag", "fuck*", "gyppo", "hell", "homo", "jap", "nob", "paki", "penis", "piss*", "poof", "prick", "pussy",
    "rape*", "shit*", "slag", "slut", "spastic", "spic", "tit", "tits", "twat", "wank*", "whore*",
]  # fmt: skip
NAMES = Path(__file__).parent / "plain_names.txt"


def test_names_and_places_raise_no_alarm() -> None:
    lexicon = Lexicon.of(
        RUDE, exceptions=["bastardstown", "pissarro", "pissouri", "rapemills", "shitterton", "wankdorf"]
    )
    names = [line for line in NAMES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert len(names) > 150
    assert [name for name in names if lexicon.find(f"They met in {name} on Sunday.")] == []


def test_the_demo_newspaper_raises_no_alarm() -> None:
    lexicon = Lexicon.of(RUDE)
    copy = Path(__file__).parents[2] / "demo" / "copy"
    prose = "\n".join(path.read_text("utf-8") for path in copy.rglob("*.toml"))
    assert len(prose.split()) > 5000
    assert lexicon.find(prose) == []


def test_one_of_five_thousand_is_found() -> None:
    many = Lexicon.of([f"word{number}x" for number in range(5000)])
    assert entries_in("here is word4711x and word x", many) == ["word4711x"]
