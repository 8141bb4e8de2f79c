"""May this comment appear at once? Pure judgement: it knows no database, no request and no clock.

The rules stand in the order in which they are asked; the first that objects decides. Each says in words why, once for
the author (kindly, giving nothing away that helps to dodge it) and once for the moderator (exactly).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache

SHOUTING_FROM = 40


@dataclass(frozen=True, kw_only=True)
class Submission:
    """What screening knows of a comment."""

    body: str
    links: int = 0
    premoderated: bool = False
    author_is_staff: bool = False
    author_is_guest: bool = False
    author_published_before: int = 0
    held_words: Collection[str] = ()


@dataclass(frozen=True)
class Verdict:
    """`rule` is empty where nothing objects; else the code of the rule, and what it says."""

    rule: str = ""
    for_author: str = ""
    for_moderator: str = ""

    @property
    def passes(self) -> bool:
        return not self.rule


PASS = Verdict()
Rule = Callable[[Submission], Verdict]


def screen(submission: Submission) -> Verdict:
    """The first objection, or a pass. Staff pass: their comments carry the paper's name; so do guests it has asked."""
    if submission.author_is_staff or submission.author_is_guest:
        return PASS
    for rule in RULES:
        verdict = rule(submission)
        if not verdict.passes:
            return verdict
    return PASS


def premoderated_story(submission: Submission) -> Verdict:
    if not submission.premoderated:
        return PASS
    return Verdict(
        "premoderated-story",
        "Every comment on this story is read by a moderator before it appears.",
        "The story is premoderated.",
    )


def links_of_newcomers(submission: Submission) -> Verdict:
    if not submission.links or submission.author_published_before:
        return PASS
    return Verdict(
        "first-comment-with-link",
        "A first comment that holds a link is read by a moderator before it appears.",
        f"The author's first comment holds {submission.links} link(s).",
    )


def many_links(submission: Submission) -> Verdict:
    if submission.links <= 3:
        return PASS
    return Verdict(
        "many-links",
        "A comment with more than three links is read by a moderator before it appears.",
        f"The comment holds {submission.links} links.",
    )


def held_words(submission: Submission) -> Verdict:
    if not submission.held_words:
        return PASS
    words = set(re.findall(r"\w+", folded(submission.body)))
    found = sorted(word for word in submission.held_words if folded_word(word) in words)
    if not found:
        return PASS
    return Verdict(
        "held-word",
        "Something in the wording made our check ask a moderator to read it first.",
        "Words on the list: " + ", ".join(found) + ".",
    )


def shouting(submission: Submission) -> Verdict:
    letters = sum(map(str.isalpha, submission.body))
    capitals = sum(map(str.isupper, filter(str.isalpha, submission.body)))
    if letters < SHOUTING_FROM or capitals * 10 < letters * 7:
        return PASS
    return Verdict(
        "shouting",
        "Most of it is in capitals, so a moderator reads it first.",
        f"{capitals} of {letters} letters are capitals.",
    )


def folded(text: str) -> str:
    """Lower case without accents, so that a word is found however it is dressed."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


# The desk's list changes rarely, and is asked about with every comment.
folded_word = lru_cache(maxsize=10_000)(folded)


RULES: tuple[Rule, ...] = (premoderated_story, links_of_newcomers, many_links, held_words, shouting)
