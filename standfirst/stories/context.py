"""What every page's masthead shows: the sections, asked for only where they are shown."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from standfirst.stories.pages.section import sections_for


def sections(request: HttpRequest) -> dict[str, object]:
    return {"sections": SimpleLazyObject(lambda: sections_for(request))}
