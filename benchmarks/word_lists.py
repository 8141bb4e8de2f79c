"""What the desk's word lists cost a comment."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.figures import Figure, at_most, benchmark
from benchmarks.sites import Sites
from standfirst.moderation.screening.lexicon import Lexicon

ENTRIES = 5000
LETTERS = "abcdefghijklmnoprstuvwy"
GOAL_MILLISECONDS = 1
TIMES = 50


@benchmark
def word_lists(sites: Sites) -> Iterator[Figure]:
    """One comment against 5,000 entries, a fifth of them beginnings: prose, and prose with all its letters apart."""
    rolls = random.Random(4)  # noqa: S311 - made-up words, the same in every run
    words = ["".join(rolls.choices(LETTERS, k=rolls.randint(4, 10))) for _ in range(ENTRIES)]
    lexicon = Lexicon.of(word + ("*" if at % 5 == 0 else "") for at, word in enumerate(words))
    said = ["".join(rolls.choices(LETTERS, k=rolls.randint(2, 9))) for _ in range(900)]
    prose = " ".join(said)
    for letters in (500, 1000):
        took = quickest(partial(lexicon.find, prose[:letters]))
        yield Figure(f"5,000 words, a comment of {letters} letters", "ms", took, at_most(GOAL_MILLISECONDS))
    yield Figure("5,000 words, the longest comment", "ms", quickest(lambda: lexicon.find(prose[:5000])))
    dressed = " ".join(".".join(word) for word in said)[:5000]
    yield Figure("5,000 words, the longest with letters apart", "ms", quickest(lambda: lexicon.find(dressed)))


def quickest(look: Callable[[], object]) -> float:
    """Milliseconds of the quickest of TIMES looks: what else the machine does is left out."""
    best = float("inf")
    for _ in range(TIMES):
        began = time.perf_counter()
        look()
        best = min(best, time.perf_counter() - began)
    return best * 1000
