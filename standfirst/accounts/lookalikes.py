"""When two names look alike, and which names mix alphabets. Pure judgement after Unicode's UTS 39.

A name's skeleton is what is left of it when all that eyes pass over is taken away: case, accents, spaces, points and
hyphens, and which alphabet a letter is from that looks like another's. Two names that share a skeleton are one name to
a reader. The table is our own and short, because `scripts_of` lets in only the alphabets that people's names are
written in, and `is_plain` none of the phonetic and mathematical letters that most of Unicode's list is about.
"""

from __future__ import annotations

import unicodedata

# Alphabets that names may be written in: UTS 39's recommended ones that need no joiner to be written.
SCRIPTS = frozenset(
    [
        "LATIN",
        "GREEK",
        "CYRILLIC",
        "ARMENIAN",
        "GEORGIAN",
        "HEBREW",
        "ARABIC",
        "ETHIOPIC",
        "DEVANAGARI",
        "BENGALI",
        "GURMUKHI",
        "GUJARATI",
        "ORIYA",
        "TAMIL",
        "TELUGU",
        "KANNADA",
        "MALAYALAM",
        "SINHALA",
        "THAI",
        "LAO",
        "TIBETAN",
        "MYANMAR",
        "KHMER",
        "THAANA",
        "HANGUL",
        "HIRAGANA",
        "KATAKANA",
        "CJK",
        "BOPOMOFO",
    ]
)
# Which of them stand together in one name: UTS 39's "highly restrictive" level.
TOGETHER = (
    frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA"}),
    frozenset({"LATIN", "CJK", "BOPOMOFO"}),
    frozenset({"LATIN", "CJK", "HANGUL"}),
)
# Letters of Latin alphabets that are no plain letter with a mark.
LATIN_BESIDES = frozenset("æœøðþßłđħŧŋıĸƒəẞ")

# Where a letter looks like another in one of its two cases, it counts as that one; each row: what it looks like, and
# the letters that do, in lower case. Below, `_FOLD` is closed: what it gives, it leaves alone.
_ROWS = {
    "a": "ɑаα",
    "ae": "æӕ",
    "b": "вьβ",
    "c": "сϲ",
    "d": "ԁđð",
    "e": "еεєəә",
    "f": "ƒ",
    "g": "ցɡ",
    "h": "нһհηħћђ",
    "l": "i1|ıɩіӏιוןاǀ",
    "j": "јϳ",
    "k": "кκĸқ",
    "n": "ոпνŋ",
    "o": "0оοօסهەø",
    "oe": "œ",
    "p": "рρþ",
    "q": "ԛզ",
    "r": "г",
    "rn": "mмμ",
    "s": "ѕ",
    "ss": "ß",
    "t": "тτŧ",
    "u": "սцυ",
    "vv": "wԝωѡ",
    "x": "хχ",
    "y": "уүγ",
    "z": "ζ",
}
_FOLD = {letter: alike for alike, letters in _ROWS.items() for letter in letters}
_FOLD["ł"] = "l"


def skeleton(name: str) -> str:
    """What the eye keeps of a name: letters and digits only. Empty only for a name without either.

    Folding it again changes nothing.
    """
    text = name
    while (folded := _fold(text)) != text:
        text = folded
    return text


def _fold(text: str) -> str:
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).casefold()
    return "".join(_FOLD.get(one, one) for one in map(_digit, spread) if _is_kept(one))


def _digit(one: str) -> str:
    value = unicodedata.digit(one, None)
    return one if value is None else str(value)


def _is_kept(one: str) -> bool:
    # Signs of vowels stay, where an alphabet writes them as marks; accents are "combining" by name.
    kind = unicodedata.category(one)[0]
    return kind in "LN" or (
        kind == "M" and not _name(one).startswith(("COMBINING ", "VARIATION SELECTOR", "HEBREW POINT"))
    )


def scripts_of(name: str) -> frozenset[str]:
    """The alphabets of a name's letters, by the first words of Unicode's names for them."""
    letters = (one for one in name if unicodedata.category(one)[0] == "L" and one not in "ʻʼʹ")
    return frozenset(_script(letter) for letter in letters)


def _script(letter: str) -> str:
    first = _name(letter).replace("-", " ").split(" ", 1)[0]
    return {"KATAKANA HIRAGANA": "KATAKANA", "FULLWIDTH": "odd", "HALFWIDTH": "odd"}.get(first, first)


def is_mixed(name: str) -> bool:
    """Whether a name mixes alphabets that people don't mix, as Latin with Cyrillic."""
    scripts = scripts_of(name)
    return len(scripts) > 1 and not any(scripts <= allowed for allowed in TOGETHER)


# Unicode counts these letters of Thai, Lao and Armenian as made for compatibility; names are written with them.
_MEANT = str.maketrans("", "", "\u0e33\u0eb3\u0587")


def is_plain(name: str) -> bool:
    """Whether all letters of a name are letters that names are written with, each with at most two marks."""
    spread = name.translate(_MEANT)
    if not scripts_of(name) <= SCRIPTS or unicodedata.normalize("NFKC", spread) != unicodedata.normalize("NFC", spread):
        return False
    marks = 0
    for one in unicodedata.normalize("NFD", name):
        marks = marks + 1 if unicodedata.category(one) in {"Mn", "Me"} else 0
        if marks > 2 or (_name(one).startswith("LATIN ") and not _is_latin_letter(one)):
            return False
    return True


def _is_latin_letter(letter: str) -> bool:
    return letter.isascii() or letter.casefold() in LATIN_BESIDES or letter in LATIN_BESIDES


def _name(one: str) -> str:
    return unicodedata.name(one, "")


# Words that only the paper's people stand under; skeletons, compared with whole words and the whole name.
RESERVED_WORDS = frozenset(
    skeleton(word)
    for word in (
        "staff", "moderator", "moderators", "moderation", "mod", "mods", "admin", "admins", "administrator", "editor",
        "editors", "editorial", "newsroom", "official", "support", "helpdesk", "webmaster", "system", "root",
        "former reader", "a reader", "anonymous", "deleted", "the desk", "the editor", "the paper",
    )
)  # fmt: skip
# Long enough to give themselves away within other words too.
RESERVED_PARTS = frozenset(skeleton(word) for word in ("moderator", "administrator", "newsroom", "former reader"))
_IN_NUMBERS = str.maketrans({"3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s"})


def is_reserved(name: str, *, paper: str) -> bool:
    """Whether a name speaks for the paper: by its own name, or by a word for its people, however it is spelt."""
    spelt = name.translate(_IN_NUMBERS)
    whole = skeleton(spelt)
    if whole in RESERVED_WORDS or _names_paper(whole, paper):
        return True
    words = unicodedata.normalize("NFKC", spelt).replace("-", " ").replace("_", " ").replace(".", " ").split()
    return any(skeleton(word) in RESERVED_WORDS for word in words) or any(part in whole for part in RESERVED_PARTS)


_ARTICLES = frozenset({"the", "an", "der", "die", "das", "le", "la", "el"})


def _names_paper(whole: str, paper: str) -> bool:
    words = paper.split()
    bare = words[1:] if len(words) > 1 and words[0].casefold() in _ARTICLES else words
    called = {skeleton(paper), skeleton(" ".join(bare))} - {""}
    # A short one such as "Echo" stands within many people's names.
    return whole in called or any(len(one) >= 8 and one in whole for one in called)
