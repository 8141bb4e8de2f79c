"""Counts how often a page was shown, in sums by the hour. Knows nothing of who read it, and asks for nothing.

Pure: the moment is passed in. A crash loses what was not handed in yet, at most a minute's worth; nothing is ever
counted twice, because what was taken for handing in is never handed in again.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import lru_cache

from standfirst.edge.server.rsgi import RequestHeaders

SECONDS_OF_AN_HOUR = 3600
MOST_COUNTED = 20_000
"""Pages and hours between two times of handing in; more than a paper has, and a bound on memory."""
# Programs that say what they are. Whoever claims to be a browser is believed.
PROGRAMS = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|scrap|fetch|preview|monitor|check|feed|archiv|headless|lighthouse|embed|validator"
    r"|facebookexternalhit|whatsapp|curl|wget|python|java/|go-http|okhttp|axios|node|ruby|perl|php|libwww|httpclient",
    re.IGNORECASE,
)


class ViewCounts:
    """What was shown since it was last taken, by (name, hour); hours are counted from 1970 in UTC."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, int]] = Counter()

    def note(self, name: str, asked: RequestHeaders, *, now: float) -> None:
        """The page called `name` was shown once, at `now` (seconds since 1970), to whoever sent these headers."""
        if not is_reader(asked):
            return
        key = (name, int(now) // SECONDS_OF_AN_HOUR)
        if key in self._counts or len(self._counts) < MOST_COUNTED:
            self._counts[key] += 1

    def take(self) -> bytes:
        """All sums as JSON, `[[name, hour, count], …]`, and begin anew; nothing if nothing was shown."""
        counts, self._counts = self._counts, Counter()
        return json.dumps([[name, hour, count] for (name, hour), count in counts.items()]).encode() if counts else b""


def is_reader(asked: RequestHeaders) -> bool:
    """Whether a person is likely to see the answer: no program, and not fetched ahead in case somebody clicks."""
    ahead = asked.get("sec-purpose", "") + asked.get("purpose", "") + asked.get("x-moz", "")
    if "prefetch" in ahead or "prerender" in ahead:
        return False
    return _names_a_browser(asked.get("user-agent", ""))


@lru_cache(maxsize=2048)
def _names_a_browser(user_agent: str) -> bool:
    return bool(user_agent) and PROGRAMS.search(user_agent) is None
