"""Texts that differ in nothing but what is put into them: made once with stand-ins in its place, then filled.

One of Django's templates takes half a millisecond for what joining strings does in a few microseconds. The text with
stand-ins is the template's own work, so that it stays the one place that says how a thing looks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

type StandIns = Mapping[str, str]
"""By the name of a hole what stands in it. No letter of it may need escaping, nor may one stand within another."""


class MoreThanShown(Exception):
    """Something is done with a value besides showing it, so that it can't be filled in afterwards."""


class Shape:
    """A text with holes."""

    def __init__(self, text: str, stand_ins: StandIns) -> None:
        names = {stand_in: name for name, stand_in in stand_ins.items()}
        self._pieces = re.split(f"({'|'.join(map(re.escape, names))})", text)
        self._holes = [(at, names[self._pieces[at]]) for at in range(1, len(self._pieces), 2)]
        for at, _name in self._holes:
            self._pieces[at] = ""

    @classmethod
    def made_twice(cls, one: tuple[str, StandIns], other: tuple[str, StandIns]) -> Shape:
        """Of two texts with different stand-ins. Raises MoreThanShown where they differ in more than these."""
        shape, same = cls(*one), cls(*other)
        if (shape._pieces, shape._holes) != (same._pieces, same._holes):
            raise MoreThanShown
        return shape

    def filled(self, values: Mapping[str, str]) -> str:
        """The text with these values as they are: whoever fills has escaped them."""
        pieces = self._pieces.copy()
        for at, name in self._holes:
            pieces[at] = values[name]
        return "".join(pieces)
