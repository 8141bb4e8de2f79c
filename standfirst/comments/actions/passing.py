"""May a new comment appear at once? Whoever moderates says so; where nobody does, every comment waits."""

from __future__ import annotations

from typing import Protocol

from standfirst.comments.actions.states import Cause
from standfirst.comments.models import Comment


class Judge(Protocol):
    def __call__(self, *, comment: Comment, insists: bool) -> Cause | None: ...


_judges: list[Judge] = []


def judged_by(judge: Judge) -> None:
    """Have `judge` asked about each new comment. It names the cause for which it appears at once, or None: it waits.

    It is asked before the comment is written and before anything is locked, so it may take its time. The comment knows
    its author, its words and its thread with the place; beside it stands whether its author insists on it as it is. It
    must not raise: what can't be judged waits.
    """
    if judge not in _judges:
        _judges.append(judge)


def cause_to_appear(*, comment: Comment, insists: bool) -> Cause | None:
    """What all judges agree on; None where one of them objects, or where nobody judges."""
    causes = [judge(comment=comment, insists=insists) for judge in _judges]
    return None if None in causes or not causes else causes[0]
