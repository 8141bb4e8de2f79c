"""The first parts of the addresses that are not a page's: no section can be reached by such a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

FIRST_PART = re.compile(r"\^?([A-Za-z0-9_-]+)(?:/|\$|\Z)")
# There on some sites only; a section keeps its address when it moves to one of them.
BESIDE = {"demo"}


def is_fixed(slug: str) -> bool:
    """Whether something other than a page answers at `/slug/` or below it."""
    served = {address.strip("/").partition("/")[0] for address in (settings.STATIC_URL, settings.MEDIA_URL)}
    return slug in served | BESIDE or slug in _first_parts(get_resolver().url_patterns)


def _first_parts(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        written = str(pattern.pattern)
        if isinstance(pattern, URLResolver) and not written:
            yield from _first_parts(pattern.url_patterns)
        elif found := FIRST_PART.match(written):
            yield found[1]
