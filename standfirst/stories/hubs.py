"""Telling a WebSub hub that feeds have changed, so that those who follow them hear of it at once."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

SECONDS = 10
# Counted from the publication: a hub that is away for longer is told by the next one.
WAITS = (60, 300, 1800, 7200)


class HubRefused(Exception):
    """The hub can't be reached, or does not take what it was told."""


def tell_hub(*, hub: str, feeds: Sequence[str]) -> None:
    """Say to `hub` that all of `feeds` have changed, in one request. Raises HubRefused."""
    said = urlencode([("hub.mode", "publish"), *(("hub.url", feed) for feed in feeds)]).encode()
    request = Request(hub, data=said, method="POST")  # noqa: S310 - the settings take http and https only
    try:
        with urlopen(request, timeout=SECONDS):  # noqa: S310 - as above
            return
    except (URLError, OSError, ValueError) as error:
        raise HubRefused(f"{hub}: {error}") from error


def wait_before(attempt: int) -> int | None:
    """Seconds before the next attempt after `attempt` of them have failed; None when it is not worth another."""
    return WAITS[attempt - 1] if attempt <= len(WAITS) else None
