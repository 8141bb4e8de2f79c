"""Whose word it is: the badges by comments, decided here alone. Pure: no database, no request.

A badge follows from what the desk has entered, an account at the paper or a byline over the story, and never from a
name: whoever calls themselves like the reporter gets none.
"""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext as _


class Badge(StrEnum):
    """Told to machines by these words; `NONE` is a reader."""

    NONE = ""
    GUEST = "guest"
    JOURNALIST = "journalist"
    STAFF = "staff"


def badge_of(*, is_staff: bool, byline: str | None, by_guest: bool = False) -> Badge:
    """`byline` is the role of the byline over this very story that is the author's account; None: it has none.

    Whoever has left the paper has no badge any more, whatever bylines still point at the account. A guest of this very
    thread is that before anything else.
    """
    if by_guest:
        return Badge.GUEST
    if not is_staff:
        return Badge.NONE
    return Badge.STAFF if byline is None else Badge.JOURNALIST


def in_words(badge: str, role: str = "") -> str:
    """What readers read. A journalist's or guest's own role, as "Harbour master", says more than the word."""
    words = {Badge.GUEST: role or _("Guest"), Badge.JOURNALIST: role or _("Journalist"), Badge.STAFF: _("Staff")}
    return words.get(Badge(badge), "")
