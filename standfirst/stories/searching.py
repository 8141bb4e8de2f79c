"""Reading a search as it was typed, and showing where a text says what was searched for. Knows no database.

Index, search and excerpt take a text apart by the same function, so what is found can always be marked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile

LONGEST_SEARCH = 200
MOST_TERMS = 12
LONGEST_WORD = 64
SHORTEST_BEGINNING = 3
WORDS_BEFORE = 10
WORDS_SHOWN = 36
FURTHEST_SPACE = 80

_WORD = re.compile(r"[^\W_]+")
_SPACE = re.compile(r"\s")
_UP_TO_WORD = re.compile(r"(?:^|(?<=\s))\S*\Z")
_CHUNK = re.compile(r'"([^"]*)"?|[^\s"]+')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must follow each other; mostly one. `is_beginning`: the last of them may go on (`harb*`)."""

    words: tuple[str, ...]
    is_beginning: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text, and whether it is what was searched for."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class _Place:
    word: str
    start: int
    end: int


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: without case, accents and punctuation."""
    return [place.word for place in _places(_composed(text))]


def read_search(text: str) -> tuple[Term, ...]:
    """What was typed: several words mean all of them, quotes keep words together, a star lets a word go on.

    Empty if no word is in it. Only the first MOST_TERMS count. Whatever else stands in it means nothing.
    """
    terms: list[Term] = []
    for chunk in _CHUNK.finditer(text[:LONGEST_SEARCH]):
        words = tuple(words_of(chunk.group()))
        if words:
            goes_on = chunk.group().endswith("*") and len(words[-1]) >= SHORTEST_BEGINNING
            terms.append(Term(words, goes_on))
    return tuple(dict.fromkeys(terms))[:MOST_TERMS]


def marked(text: str, terms: Sequence[Term]) -> list[Run]:
    """The whole text in runs, with every match marked."""
    text = _composed(text)
    return list(_runs(text, list(_places(text)), terms, 0, len(text)))


def excerpt(text: str, terms: Sequence[Term]) -> list[Run]:
    """Some WORDS_SHOWN words around the first match, with every match among them marked; the beginning without one."""
    text = _composed(text)
    places: list[_Place] = []
    for place in _places(text):
        places.append(place)
        # A match is noticed at its last word, so no more of a long text is read than is shown.
        if any(_ends_match(places, term) for term in terms):
            break
    else:
        places = places[:1]
    first = max(0, len(places) - 1 - WORDS_BEFORE)
    start = places[first].start if places else 0
    shown = list(islice(_places(text, start), WORDS_SHOWN))
    start = _space_before(text, start)
    end = _space_after(text, shown[-1].end) if shown else len(text)
    shown = list(takewhile(lambda place: place.end <= end, _places(text, start)))
    is_last = _WORD.search(text, end) is None
    runs = list(_runs(text, shown, terms, start, len(text) if is_last else end))
    before = [Run("… ", False)] if _WORD.search(text, 0, start) else []
    return [*before, *runs, *([] if is_last else [Run(" …", False)])]


def _space_before(text: str, start: int) -> int:
    """Where what is written without a space around `start` begins: 0.4, north-west and “so” are not taken apart."""
    found = _UP_TO_WORD.search(text, max(0, start - FURTHEST_SPACE), start)
    return found.start() if found else start


def _space_after(text: str, end: int) -> int:
    found = _SPACE.search(text, end)
    after = found.start() if found else len(text)
    return after if after - end <= FURTHEST_SPACE else end


def _runs(text: str, places: list[_Place], terms: Sequence[Term], start: int, end: int) -> Iterator[Run]:
    for first, last in _matches(places, terms):
        if first > start:
            yield Run(text[start:first], False)
        yield Run(text[first:last], True)
        start = last
    if end > start:
        yield Run(text[start:end], False)


def _matches(places: list[_Place], terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    """Where the terms stand, in order and without overlaps."""
    number = 0
    while number < len(places):
        lengths = [len(term.words) for term in terms if _stands_at(places, number, term)]
        if lengths:
            last = places[number + max(lengths) - 1]
            yield places[number].start, last.end
            # One written word can be two compared ones (½); what is marked already is not begun again.
            while number < len(places) and places[number].start < last.end:
                number += 1
        else:
            number += 1


def _ends_match(places: list[_Place], term: Term) -> bool:
    start = len(places) - len(term.words)
    return start >= 0 and _stands_at(places, start, term)


def _stands_at(places: list[_Place], start: int, term: Term) -> bool:
    there = [place.word for place in places[start : start + len(term.words)]]
    if len(there) < len(term.words) or there[:-1] != list(term.words[:-1]):
        return False
    return there[-1].startswith(term.words[-1]) if term.is_beginning else there[-1] == term.words[-1]


def _places(text: str, start: int = 0) -> Iterator[_Place]:
    for found in _WORD.finditer(text, start):
        for word in _folded(found.group()):
            yield _Place(word, found.start(), found.end())


def _composed(text: str) -> str:
    """A letter and its accent as one sign: apart, the accent would end the word."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=20_000)
def _folded(word: str) -> tuple[str, ...]:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(sign))
    return tuple(part[:LONGEST_WORD] for part in _WORD.findall(plain.casefold()))
