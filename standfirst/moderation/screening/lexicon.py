"""A list of words and phrases, and where a text holds one of them, however it is dressed. Pure, and linear in the text.

Entries are whole words ("muppet"), beginnings of words ("muppet*") or phrases ("silly muppet", "silly muppet*"). A word
within another word is never found: nobody in Scunthorpe waits for a moderator. Found all the same are other case,
accents and stacked marks, letters of other alphabets that look alike, full-width and mathematical letters, invisible
letters between, digits and signs for letters ("mupp3t"), stretching ("muuuppet"), stars for some letters ("m*pp*t"),
and letters set apart ("m u p p e t", "m.u.p.p.e.t"). Exceptions are whole words or beginnings, and win.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from standfirst.accounts.lookalikes import skeleton
from standfirst.moderation.screening.folding import bare, folded, mostly_latin, spelt_out, words_of

SHORTEST_STEM = 3
"""Letters: shorter beginnings would find half the dictionary."""
SHORTEST_IN_RUN = 4
"""Letters of an entry that is looked for inside a longer run of single letters."""
LONGEST_CHUNK = 60

_WORD = re.compile(r"[^\W_]+")
_CHUNK = re.compile(r"\S+")
_STRETCHED = re.compile(r"(.)\1\1+")
_LETTERS_APART = re.compile(r"(?<![^\W_])(?:[^\W_][\W_]{1,3}){2,}[^\W_](?![^\W_])")
_EDGES = "\"'“”‘’„«»()[]{}<>.,;:?…-–—*_#~`"
_MASKS = "*#"
_IN_DISGUISE = re.compile(r"[0-9@$!|+€£*#._\-]|[^\x00-\x7f]")


class BadEntry(ValueError):
    """A line of a list that is none; the argument says why, in words."""


@dataclass(frozen=True)
class Hit:
    """`entry` as the list has it, `seen` as the text has it, without marks."""

    entry: str
    seen: str


@dataclass(frozen=True)
class Entry:
    """One line of a list, read: its words folded; of a stem the last word is a beginning."""

    line: str
    words: tuple[str, ...]
    is_stem: bool


def read_entry(line: str) -> Entry:
    """Raises BadEntry."""
    text = " ".join(line.split())
    is_stem = text.endswith("*")
    words = tuple(words_of(text.removesuffix("*")))
    if not words:
        raise BadEntry("There is no word in it.")
    if "*" in text.removesuffix("*"):
        raise BadEntry("A star stands at the end only.")
    if is_stem and len(words[-1]) < SHORTEST_STEM:
        raise BadEntry(f"A beginning of words has at least {SHORTEST_STEM} letters.")
    if len(words) == 1 and len(words[0]) < 2:
        raise BadEntry("A single letter is no word to look for.")
    return Entry(text, words, is_stem)


@dataclass
class Lexicon:
    """One list, compiled; the strength of `effect` is `verdicts.Effect`'s. Made once and asked often."""

    language: str = ""
    """Two letters; empty for all languages."""
    effect: int = 2
    whole: dict[str, str] = field(default_factory=dict)
    stems: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """By their first SHORTEST_STEM letters: beginning and line."""
    phrases: dict[str, list[Entry]] = field(default_factory=dict)
    """By their first word."""
    shapes: dict[str, str] = field(default_factory=dict)
    """By the skeleton of whole words."""
    by_frame: dict[tuple[int, str], list[tuple[str, str]]] = field(default_factory=dict)
    """By length and first letter, for words with stars in them."""
    longest: int = 0
    spared: frozenset[str] = frozenset()
    spared_stems: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, entries: Iterable[str], *, exceptions: Iterable[str] = (), language: str = "", effect: int = 2
    ) -> Lexicon:
        """Raises BadEntry for the first line that is none."""
        made = cls(language=language, effect=effect)
        for line in entries:
            made._add(read_entry(line))
        spared = [read_entry(line) for line in exceptions]
        made.spared = frozenset(one.words[-1] for one in spared if not one.is_stem)
        made.spared_stems = tuple(one.words[-1] for one in spared if one.is_stem)
        return made

    def _add(self, entry: Entry) -> None:
        word = entry.words[0]
        if len(entry.words) > 1:
            self.phrases.setdefault(word, []).append(entry)
            return
        if entry.is_stem:
            self.stems.setdefault(word[:SHORTEST_STEM], []).append((word, entry.line))
        self.whole.setdefault(word, entry.line)
        self.shapes.setdefault(skeleton(word), entry.line)
        self.by_frame.setdefault((len(word), word[0]), []).append((word, entry.line))
        self.longest = max(self.longest, len(word))

    def find(self, text: str) -> list[Hit]:
        """Every entry that the text holds, once, in the order of the text as far as they are dressed alike."""
        if not self.whole and not self.phrases:
            return []
        plain = bare(text)
        found: dict[str, Hit] = {}
        for hit in self._hits(plain):
            found.setdefault(hit.entry, hit)
        return list(found.values())

    def _hits(self, text: str) -> Iterator[Hit]:
        seen = _WORD.findall(text)
        words = [word.casefold() for word in seen]
        for word, as_seen in dict(zip(words, seen, strict=True)).items():
            if line := self._word(word):
                yield Hit(line, as_seen)
        if self.phrases:
            for at, word in enumerate(words):
                if word in self.phrases:
                    yield from self._phrases(words, at)
        if _IN_DISGUISE.search(text):
            yield from self._disguised(text)
        for run in _LETTERS_APART.finditer(text):
            yield from self._letters_apart(run[0])

    def _word(self, word: str) -> str:
        """The line that finds this word, as it stands or with its stretched letters shortened."""
        if line := self._plain_word(word):
            return line
        if len(word) > LONGEST_CHUNK or not _STRETCHED.search(word):
            return ""
        return self._plain_word(_STRETCHED.sub(r"\1", word)) or self._plain_word(_STRETCHED.sub(r"\1\1", word))

    def _plain_word(self, word: str) -> str:
        line = self.whole.get(word, "")
        if not line and (stems := self.stems.get(word[:SHORTEST_STEM])):
            line = next((line for stem, line in stems if word.startswith(stem)), "")
        return "" if line and self._is_spared(word) else line

    def _is_spared(self, word: str) -> bool:
        return word in self.spared or word.startswith(self.spared_stems)

    def _phrases(self, words: list[str], at: int) -> Iterator[Hit]:
        for entry in self.phrases[words[at]]:
            here = words[at : at + len(entry.words)]
            *before, last = entry.words
            if here[:-1] == before and (here[-1].startswith(last) if entry.is_stem else here[-1] == last):
                yield Hit(entry.line, " ".join(here))

    def _disguised(self, text: str) -> Iterator[Hit]:
        latin = mostly_latin(text)
        for chunk in dict.fromkeys(_CHUNK.findall(text)):
            chunk = chunk.strip(_EDGES)
            if len(chunk) > LONGEST_CHUNK or not _IN_DISGUISE.search(chunk):
                continue
            if self._is_spared(folded(chunk)) or (not latin and not chunk.isascii()):
                continue
            if line := self._behind(chunk):
                yield Hit(line, chunk)

    def _behind(self, chunk: str) -> str:
        if not any(letter.isalpha() for letter in chunk):
            return ""
        for text in (chunk, chunk.rstrip("!")):
            shape = skeleton(spelt_out(text))
            if len(shape) >= SHORTEST_STEM and (line := self.shapes.get(shape)):
                return line
        return self._behind_stars(folded(chunk))

    def _behind_stars(self, chunk: str) -> str:
        known = sum(letter not in _MASKS for letter in chunk)
        if known == len(chunk) or known < 2 or chunk[0] in _MASKS:
            return ""
        for word, line in self.by_frame.get((len(chunk), chunk[0]), ()):
            if all(mask in _MASKS or mask == letter for mask, letter in zip(chunk, word, strict=True)):
                return line
        return ""

    def _letters_apart(self, run: str) -> Iterator[Hit]:
        letters = folded("".join(_WORD.findall(run)))
        if line := self.whole.get(letters) or self.shapes.get(skeleton(spelt_out(letters))):
            yield Hit(line, run)
            return
        for start in range(len(letters)):
            for end in range(start + SHORTEST_IN_RUN, min(len(letters), start + self.longest) + 1):
                if line := self.whole.get(letters[start:end], ""):
                    yield Hit(line, run)
