"""Which characters may leave the house."""

from __future__ import annotations

import re

# XML 1.0 has no way to write these, escaped or not, and one of them would spoil a whole feed.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def sendable(text: str) -> str:
    """`text` without control characters and others that XML can't carry; emoji and right-to-left text stay."""
    return FORBIDDEN.sub("", text)
