"""What the desk calls the fields of a story."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from standfirst.stories.models import StoryPage


def list_of(names: Iterable[str]) -> str:
    """Names as a sentence has them: a, b and c."""
    *most, last = list(names)
    return _("%(most)s and %(last)s") % {"most": ", ".join(most), "last": last} if most else last


def name_of(field: str) -> str:
    """A field of the story in the desk's words."""
    own = {"title": _("headline"), "corrections_list": _("corrections"), "related": _("related stories")}
    if field in own:
        return own[field]
    try:
        found = StoryPage._meta.get_field(field)
    except FieldDoesNotExist:
        return field
    return str(getattr(found, "verbose_name", None) or found.related_model._meta.verbose_name_plural)
