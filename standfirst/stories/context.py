"""What every page's masthead shows: the sections, asked for only where they are shown."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from standfirst.stories.queries import sections_in_order


def sections(request: HttpRequest) -> dict[str, object]:
    return {"sections": SimpleLazyObject(sections_in_order)}
