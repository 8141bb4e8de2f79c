"""How comments look: their template is rendered once for all that look alike, and filled for each.

Two look alike when they differ in nothing but names, words, numbers and times. A page of sixty holds about ten looks.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import localize
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from standfirst.comments.queries.shown import ShownAuthor, ShownComment, ShownParent
from standfirst.web.stand_ins import MoreThanShown, Shape
from standfirst.web.templatetags.web import time_shown, time_tag

LOOKS_AT_HAND = 1024


class Stand(NamedTuple):
    """What stands in the places of a comment that are filled."""

    pk: int
    name: str
    role: str
    reference: str
    body: str
    posted_at: datetime
    edited_at: datetime
    parent_pk: int
    parent_name: str
    recommendations: int

    def as_shown(self) -> dict[str, str]:
        """By the name of a hole what the template makes of it."""
        return {name: _as_shown(value) for name, value in self._asdict().items()}


ONE = Stand(
    7301944001, "xoneNamex", "xoneRolex", "xoneReferencex", "xoneBodyx", datetime(1971, 2, 3, 4, 5, tzinfo=UTC),
    datetime(1972, 3, 4, 5, 6, tzinfo=UTC), 7301944002, "xoneParentx", 7301944003,
)  # fmt: skip
OTHER = Stand(
    8512055001, "yotherNamey", "yotherRoley", "yotherReferencey", "yotherBodyy", datetime(1981, 5, 6, 7, 8, tzinfo=UTC),
    datetime(1982, 6, 7, 8, 9, tzinfo=UTC), 8512055002, "yotherParenty", 8512055003,
)  # fmt: skip


class Renderer:
    """Renders comments as `comments/comment.html` does, in the language and the time zone of the moment it is made."""

    def __init__(self, *, is_open: bool) -> None:
        self.is_open = is_open
        self._language = get_language()
        self._time_zone = timezone.get_current_timezone()

    def rendered(self, shown: ShownComment) -> SafeString:
        shape = _shape(look_of(shown, ONE, is_open=self.is_open), self.is_open, self._language)
        if shape is None:
            return _by_template(shown, is_open=self.is_open)
        return mark_safe(shape.filled(self._values(shown)))

    def _values(self, shown: ShownComment) -> dict[str, str]:
        """By the name of a hole what stands in it; empty where a comment of this look has no such hole."""
        pk, author, parent, body_html, posted_at, _depth, _state, edited_at, _is_pick, count = shown
        return {
            "pk": str(pk),
            "name": escape(author.display_name),
            "role": escape(author.role),
            "reference": author.reference,
            "body": body_html,
            "posted_at": self._time(posted_at),
            "edited_at": self._time(edited_at) if edited_at else "",
            "parent_pk": str(parent.pk) if parent else "",
            "parent_name": escape(parent.author.display_name) if parent else "",
            "recommendations": _number(count, self._language) if count else "",
        }

    def _time(self, moment: datetime) -> str:
        return time_shown(moment, time_zone=self._time_zone, language=self._language)


def look_of(shown: ShownComment, stand: Stand, *, is_open: bool) -> ShownComment:
    """The comment with stand-ins for what is there. Comments whose looks are equal look alike."""
    _pk, author, parent, body_html, _posted_at, depth, state, edited_at, is_pick, count = shown
    if count and is_open:
        # In a conversation that is closed the number stands in a sentence, whose words follow it.
        count = stand.recommendations
    return ShownComment(
        stand.pk,
        _author(author, stand.name, stand.role, stand.reference),
        ShownParent(stand.parent_pk, _author(parent.author, stand.parent_name, "", "")) if parent else None,
        stand.body if body_html else "",
        stand.posted_at,
        depth,
        state,
        stand.edited_at if edited_at else None,
        is_pick,
        count,
    )


def _author(author: ShownAuthor, name: str, role: str, reference: str) -> ShownAuthor:
    return ShownAuthor(
        name if author.display_name else "",
        author.badge,
        role if author.role else "",
        reference if author.reference else "",
        author.is_supporter,
        author.is_closed,
    )


@lru_cache(maxsize=LOOKS_AT_HAND)
def _shape(look: ShownComment, is_open: bool, language: str | None) -> Shape | None:
    """None where the template does more with a value than show it; one of the paper's own may."""
    other = look_of(look, OTHER, is_open=is_open)
    try:
        return Shape.made_twice(
            (_by_template(look, is_open=is_open), ONE.as_shown()),
            (_by_template(other, is_open=is_open), OTHER.as_shown()),
        )
    except MoreThanShown:
        return None


@lru_cache(maxsize=LOOKS_AT_HAND)
def _number(count: int, language: str | None) -> str:
    """As the language writes it."""
    return str(localize(count))


def _as_shown(value: object) -> str:
    return time_tag(value) if isinstance(value, datetime) else str(localize(value))


def _by_template(shown: ShownComment, *, is_open: bool) -> SafeString:
    return render_to_string("comments/comment.html", {"comment": shown, "is_open": is_open})
