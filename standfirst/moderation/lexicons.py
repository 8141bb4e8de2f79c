"""The desk's lists as screening asks them: compiled once for a process, made anew when the desk has changed them."""

from __future__ import annotations

from dataclasses import dataclass

from standfirst.moderation.screening.hosts import HostLists
from standfirst.moderation.screening.lexicon import Lexicon
from standfirst.moderation.word_lists import ScreeningSettings, WordList


@dataclass(frozen=True)
class Lists:
    """What belongs to one stamp of the settings."""

    stamp: str
    lexicons: tuple[Lexicon, ...]
    hosts: HostLists


_held: Lists | None = None


def lists_of(settings: ScreeningSettings) -> Lists:
    """The lists of these settings. One query where this process does not hold them, else none.

    The stamp was read before the lists are, and changes with or after them: what is held under a stamp is never older
    than it. Two threads that compile at once hold the same.
    """
    global _held
    if _held is None or _held.stamp != settings.stamp:
        lexicons = tuple(one.compiled() for one in WordList.objects.order_by("-effect", "language"))
        _held = Lists(settings.stamp, lexicons, settings.hosts())
    return _held
