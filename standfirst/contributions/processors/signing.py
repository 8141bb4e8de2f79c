"""Signatures on events: HMAC-SHA256 over the time and the body, as `t=1764000000,v1=3f5e…`.

The scheme most processors use: the time is signed too, so that an old event can't be sent again by somebody who
overheard it.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

from standfirst.contributions.processors import BadSignature

TOLERANCE = timedelta(minutes=5)


def sign(*, body: bytes, secret: str, at: datetime) -> str:
    """The signature's header for `body`, signed at this moment."""
    second = str(int(at.timestamp()))
    return f"t={second},v1={_digest(second, body, secret)}"


def check_signature(*, body: bytes, header: str, secret: str, now: datetime) -> None:
    """Raises BadSignature where the header is missing, wrong, or off by more than five minutes."""
    fields = dict(part.split("=", 1) for part in header.split(",") if "=" in part)
    second, digest = fields.get("t", ""), fields.get("v1", "")
    # Ten digits last until the year 2286; more could overflow the clock.
    if not (second.isascii() and second.isdigit() and len(second) == 10):
        raise BadSignature("no time")
    if not hmac.compare_digest(_digest(second, body, secret).encode(), digest.encode()):
        raise BadSignature("wrong")
    if abs(now - datetime.fromtimestamp(int(second), UTC)) > TOLERANCE:
        raise BadSignature("too old")


def _digest(second: str, body: bytes, secret: str) -> str:
    return hmac.new(secret.encode(), second.encode() + b"." + body, hashlib.sha256).hexdigest()
