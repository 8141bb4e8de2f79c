"""What screening is told of a comment, and what it answers. Pure."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, field

from standfirst.moderation.screening.hosts import HostLists
from standfirst.moderation.screening.lexicon import Lexicon


class Effect(enum.IntEnum):
    """What a rule wants done; where several object, the strongest is done.

    A nudge asks the author before the comment is written; whoever sends it as it is, is taken at their word. A held
    comment waits for a moderator. A refused one is never written, and its author keeps the words to change them.
    """

    PASS = 0
    NUDGE = 1
    HOLD = 2
    REFUSE = 3


@dataclass(frozen=True, kw_only=True)
class Submission:
    """What screening may know of a comment. What nobody has looked up says what is true of a plain one."""

    body: str
    links: tuple[str, ...] = ()
    """The addresses in it, in order."""
    language: str = "en"
    """Of the story: two letters."""
    premoderated: bool = False
    author_is_staff: bool = False
    author_is_guest: bool = False
    author_name: str = ""
    author_published_before: int = 0
    author_removed_lately: int = 0
    """How many of their comments a moderator removed within REMOVALS_COUNT_FOR."""
    newcomers_wait: int = 0
    """How many first comments of everybody are read before they appear: a setting."""
    insisted: bool = False
    """The author was asked, and sends it as it is."""
    lexicons: tuple[Lexicon, ...] = ()
    hosts: HostLists = field(default_factory=HostLists)


@dataclass(frozen=True)
class Verdict:
    """`rule` is empty where nothing objects; else the code of the rule, what it wants, and why, in words.

    Once for the author (kindly, giving nothing away that helps to dodge it), once for the moderator (exactly).
    `evidence` is what the rule saw, as it stands in the text.
    """

    rule: str = ""
    for_author: str = ""
    for_moderator: str = ""
    effect: Effect = Effect.PASS
    evidence: tuple[str, ...] = ()

    @property
    def passes(self) -> bool:
        return self.effect is Effect.PASS


PASS = Verdict()
Rule = Callable[[Submission], Verdict]


def hold(rule: str, for_author: str, for_moderator: str, *, evidence: tuple[str, ...] = ()) -> Verdict:
    return Verdict(rule, for_author, for_moderator, Effect.HOLD, evidence)
