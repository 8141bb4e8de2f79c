"""CPU of a story page from the edge's memory, beside nginx with the same bytes."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from statistics import median

from benchmarks.beside_nginx import serving
from benchmarks.figures import Figure, NotMeasured, at_most, benchmark
from benchmarks.load import Answer, LoadBroken, as_a_browser, ask, fetch, get
from benchmarks.processes import cpu_seconds
from benchmarks.sites import Site, SiteBroken, Sites

CONNECTIONS = 64
ROUNDS = 5
REQUESTS = 16_000
WRK_SECONDS = 3
ENCODINGS = "gzip, deflate, br, zstd"
TIMES_NGINX = 2.2
"""What the decision for a process of our own counted on (docs/adr/0005)."""


@benchmark
def cached_story_cpu(sites: Sites) -> Iterator[Figure]:
    """A story page from the edge's memory, and the same bytes from nginx, in turns."""
    with sites.running() as site:
        path = site.inside("story_with_comments", comments=55)
        page = held_page(site, path)
        why_not = ""
        edge: list[float] = []
        nginx: list[float] = []
        try:
            request = get(path, host=site.host, accept_encoding=ENCODINGS)
            with serving(page=page, path=path, request=request, folder=sites.new_home()) as beside:
                for _ in range(ROUNDS):
                    edge.append(seconds_per_thousand(site.host, path, lambda: site.cpu_seconds("edge")))
                    nginx.append(seconds_per_thousand(beside.host, path, lambda: cpu_seconds(beside.pid)))
        except NotMeasured as reason:
            why_not = str(reason)
            edge = [seconds_per_thousand(site.host, path, lambda: site.cpu_seconds("edge")) for _ in range(ROUNDS)]
    client = "wrk" if shutil.which("wrk") else "own client"
    what = f"{len(page.body):,} bytes of brotli, {CONNECTIONS} connections, {client}"
    yield Figure("cached story, edge", "CPU s / 1000", median(edge), note=what)
    yield Figure("cached story, nginx", "CPU s / 1000", median(nginx) if nginx else None, note=why_not)
    ratio = median(edge) / median(nginx) if nginx else None
    yield Figure("cached story, edge to nginx", "times", ratio, at_most(TIMES_NGINX), note=why_not)


def held_page(site: Site, path: str) -> Answer:
    """The page as the edge gives it from memory."""
    request = get(path, host=site.host, accept_encoding=ENCODINGS)
    fetch(site.host, request)
    page = fetch(site.host, request)
    if page.status != 200 or page.header("edge-cache") != "hit":
        raise SiteBroken(f"The edge does not keep the page: {page.head!r}")
    return page


def seconds_per_thousand(host: str, path: str, cpu: Callable[[], float]) -> float:
    """CPU of the server for a thousand answers. wrk asks where it is installed: it leaves the server busiest."""
    before = cpu()
    if shutil.which("wrk"):
        count = ask_by_wrk(host, path)
    else:
        request = get(path, host=host, accept_encoding=ENCODINGS)
        count = ask(host, request, times=REQUESTS, connections=CONNECTIONS).count
    return (cpu() - before) / count * 1000


def ask_by_wrk(host: str, path: str) -> int:
    """How many answers it got. Raises LoadBroken where some were not what they should be."""
    headers = [part for name, value in as_a_browser(ENCODINGS).items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{WRK_SECONDS}s", *headers, f"http://{host}{path}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - fixed arguments
    counted = re.search(r"(\d+) requests in", said)
    if counted is None or "Non-2xx" in said or "Socket errors" in said:
        raise LoadBroken(f"wrk said: {said}")
    return int(counted[1])
