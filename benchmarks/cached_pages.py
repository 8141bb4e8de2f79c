"""CPU of a story page from the edge's memory, beside nginx with the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from benchmarks.beside_nginx import serving
from benchmarks.figures import Figure, NotMeasured, at_most, benchmark
from benchmarks.load import Answer, ask, fetch, get
from benchmarks.processes import cpu_seconds
from benchmarks.sites import Site, SiteBroken, Sites

REQUESTS = 8000
CONNECTIONS = 8
ROUNDS = 5
AS_BROWSERS_SAY = "gzip, deflate, br, zstd"
TIMES_NGINX = 2.2


@benchmark
def cached_story_cpu(sites: Sites) -> Iterator[Figure]:
    """A story page from the edge's memory, and the same bytes from nginx, in turns."""
    with sites.running() as site:
        path = site.inside("story_with_comments", comments=55)
        request = get(path, host=site.host, accept_encoding=AS_BROWSERS_SAY)
        page = held_page(site, request)
        edge: list[float] = []
        nginx: list[float] = []
        note = ""
        try:
            with serving(page=page, path=path, request=request, folder=sites.new_home()) as beside:
                for _ in range(ROUNDS):
                    edge.append(seconds_per_thousand(site.host, request, lambda: site.cpu_seconds("edge")))
                    nginx.append(seconds_per_thousand(beside.host, request, lambda: cpu_seconds(beside.pid)))
        except NotMeasured as reason:
            note = str(reason)
            edge = [seconds_per_thousand(site.host, request, lambda: site.cpu_seconds("edge")) for _ in range(ROUNDS)]
    yield Figure("cached story, edge", "CPU s / 1000", median(edge), note=f"{len(page.body):,} bytes, brotli")
    yield Figure("cached story, nginx", "CPU s / 1000", median(nginx) if nginx else None, note=note)
    ratio = median(edge) / median(nginx) if nginx else None
    yield Figure("cached story, edge to nginx", "times", ratio, at_most(TIMES_NGINX), note=note)


def held_page(site: Site, request: bytes) -> Answer:
    """The page as the edge gives it from memory."""
    fetch(site.host, request)
    page = fetch(site.host, request)
    if page.status != 200 or page.header("edge-cache") != "hit":
        raise SiteBroken(f"The edge does not keep the page: {page.head!r}")
    return page


def seconds_per_thousand(address: str | Path, request: bytes, cpu: Callable[[], float]) -> float:
    before = cpu()
    done = ask(address, request, times=REQUESTS, connections=CONNECTIONS)
    return (cpu() - before) / done.count * 1000
