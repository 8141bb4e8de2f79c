"""In which forms a body can be sent, and which of them a reader would rather have."""

from __future__ import annotations

import gzip
from functools import lru_cache

import brotli

BROTLI, GZIP, IDENTITY = "br", "gzip", "identity"
OURS = (BROTLI, GZIP, IDENTITY)
"""From the form we like best to send."""

COMPRESSIBLE = {
    "application/atom+xml",
    "application/feed+json",
    "application/javascript",
    "application/json",
    "application/ld+json",
    "application/manifest+json",
    "application/rss+xml",
    "application/xml",
    "image/svg+xml",
}
LONGEST_HEADER = 256


def is_compressible(content_type: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    return kind.startswith("text/") or kind in COMPRESSIBLE


def compressed_forms(body: bytes, *, quality: int) -> dict[str, bytes]:
    """Brotli and gzip of `body`, each only if it is smaller. `quality` is brotli's, 0 to 11."""
    forms = {
        BROTLI: brotli.compress(body, mode=brotli.MODE_TEXT, quality=quality),
        # mtime 0: the same bytes give the same form on every machine.
        GZIP: gzip.compress(body, compresslevel=6, mtime=0),
    }
    return {name: form for name, form in forms.items() if len(form) < len(body)}


def preferences(accept_encoding: str) -> tuple[str, ...]:
    """Our encodings that a reader takes, the most wanted first (RFC 9110, section 12.5.3).

    Identity is missing only where the reader refuses it; a caller that has nothing else sends it all the same.
    """
    # Nobody's browser says so much; it would only fill the memory below.
    return _parsed("" if len(accept_encoding) > LONGEST_HEADER else accept_encoding)


@lru_cache(maxsize=512)
def _parsed(accept_encoding: str) -> tuple[str, ...]:
    weights: dict[str, float] = {}
    for item in accept_encoding.lower().split(","):
        name, _, parameters = item.partition(";")
        name = name.strip().removeprefix("x-")
        if name:
            weights[name] = _weight(parameters)
    others = weights.get("*", 0.0)
    wanted = {name: weights.get(name, others) for name in (BROTLI, GZIP)}
    # Identity is always welcome unless it is refused, but least when it isn't named.
    wanted[IDENTITY] = weights.get(IDENTITY, 0.0 if weights.get("*") == 0.0 else 0.0001)
    return tuple(sorted((name for name in OURS if wanted[name] > 0), key=lambda name: -wanted[name]))


def _weight(parameters: str) -> float:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
