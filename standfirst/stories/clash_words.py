"""A conflict between two texts as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.core.exceptions import FieldDoesNotExist
from django.utils.html import strip_tags
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from standfirst.stories.merging import ABSENT, Conflict, Kind
from standfirst.stories.models import StoryPage


@dataclass(frozen=True)
class ShownClash:
    """Where two texts clash and what each says; a choice goes back under `name`."""

    name: str
    place: str
    mine: str
    theirs: str


def in_words(name: str, conflict: Conflict) -> ShownClash:
    if conflict.kind is Kind.ORDER:
        return ShownClash(name, _place(conflict), _("The passages in the order of the correction"), _("In their order"))
    return ShownClash(name, _place(conflict), _text(conflict.mine), _text(conflict.theirs))


def _place(conflict: Conflict) -> str:
    """As in "Body: Paragraph"."""
    try:
        field = StoryPage._meta.get_field(conflict.field)
        label = str(getattr(field, "verbose_name", None) or field.related_model._meta.verbose_name_plural)
    except FieldDoesNotExist:
        label = conflict.field
    if conflict.block_type:
        block = StoryPage._meta.get_field("body").stream_block.child_blocks.get(conflict.block_type)
        label = f"{label}: {block.label if block else conflict.block_type}"
    return capfirst(label)


def _text(value: object) -> str:
    if value is ABSENT:
        return _("(taken out)")
    words = " · ".join(_strings(value))
    return Truncator(words).chars(600) if words else _("(empty)")


def _strings(value: object) -> Iterator[str]:
    """All that can be read in a value: a paragraph without its tags, the parts of a block one behind the other."""
    match value:
        case None | "":
            return
        case dict():
            for name, part in value.items():
                if name not in ("id", "type", "pk", "sort_order", "story"):
                    yield from _strings(part)
        case list():
            for part in value:
                yield from _strings(part)
        case _:
            yield unescape(strip_tags(str(value)))
