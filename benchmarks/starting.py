"""How long one waits for the site: from nothing, and the second time."""

from __future__ import annotations

import time
from collections.abc import Iterator

from benchmarks.figures import Figure, at_most, benchmark
from benchmarks.load import fetch, get
from benchmarks.sites import Site, SiteBroken, Sites, start

SECOND_START_SECONDS = 5


@benchmark
def start_to_first_page(sites: Sites) -> Iterator[Figure]:
    """From `standfirst run` to the first page: with nothing prepared, and with everything."""
    places = sites.places(home=sites.new_home())
    with start(places) as first:
        yield Figure(
            "first start to front page", "s", first.started_in + seconds_for_front(first), note="builds the demo"
        )
    with start(places) as second:
        yield Figure("second start to ready", "s", second.started_in, at_most(SECOND_START_SECONDS))
        yield Figure("second start to front page", "s", second.started_in + seconds_for_front(second))


def seconds_for_front(site: Site) -> float:
    begun = time.perf_counter()
    front = fetch(site.host, get("/", host=site.host, accept_encoding="br"))
    if front.status != 200:
        raise SiteBroken(f"The front was answered with {front.head!r}")
    return time.perf_counter() - begun
