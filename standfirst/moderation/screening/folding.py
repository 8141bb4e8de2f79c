"""What is left of a text when its dress is taken off. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_WORD = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[A-Za-z]")
# Digits and signs that stand for letters; i and l are one in a skeleton.
_SIGNS = str.maketrans(
    {"0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g", "@": "a", "$": "s", "!": "l",
     "|": "l", "+": "t", "€": "e", "£": "l"}
)  # fmt: skip
# White letters on black, and the letters of flags: Unicode knows no plain letter below them.
_ON_BLACK = (0x1F150, 0x1F170, 0x1F1E6)


def bare(text: str) -> str:
    """Without accents, stacked marks and invisible letters, in compatible forms; case stays."""
    return text if text.isascii() else _BEYOND_ASCII.sub(_plain, text)


def _plain(found: re.Match[str]) -> str:
    return _plain_letter(found[0])


@lru_cache(maxsize=4096)
def _plain_letter(letter: str) -> str:
    for first in _ON_BLACK:
        if first <= ord(letter) < first + 26:
            return chr(ord("a") + ord(letter) - first)
    spread = unicodedata.normalize("NFKD", letter)
    return "".join(one for one in spread if unicodedata.category(one) not in {"Mn", "Me", "Cf", "Cs"})


def folded(text: str) -> str:
    """Bare, and in lower case."""
    return bare(text).casefold()


def words_of(text: str) -> list[str]:
    """The folded words of a text."""
    return [word.casefold() for word in _WORD.findall(bare(text))]


def spelt_out(text: str) -> str:
    """With letters for the digits and signs that stand for them."""
    return text.translate(_SIGNS)


def mostly_latin(text: str) -> bool:
    """Whether most letters are plain Latin ones: then others among them are there to look alike."""
    latin = len(_LATIN.findall(text))
    return latin * 2 >= sum(letter.isalpha() for letter in text)
