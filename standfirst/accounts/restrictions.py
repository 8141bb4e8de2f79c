"""May this person write here? A small registry: whoever stands above may object, with words for the person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from standfirst.accounts.models import User

Objection = Callable[[User, datetime], str]
_objections: list[Objection] = []


def objects_to_writing(objection: Objection) -> Objection:
    """Register a function that says why a person may not write at this moment; empty words where they may."""
    if objection not in _objections:
        _objections.append(objection)
    return objection


def objection_to(user: User, *, now: datetime) -> str:
    """The first objection in words, or nothing."""
    return next(filter(None, (objection(user, now) for objection in _objections)), "")
