"""CPU of pages that the app has to make, asked for at its own socket, as the edge asks."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.figures import Figure, at_most, benchmark
from benchmarks.load import ask
from benchmarks.sites import Site, Sites

WARM_UP = 40
REQUESTS = 200
STORY_MILLISECONDS = 15
FRONT_MILLISECONDS = 25


@benchmark
def cold_story_cpu(sites: Sites) -> Iterator[Figure]:
    """A story page with 55 comments, made anew by the app each time."""
    with sites.running() as site:
        path = site.inside("story_with_comments", comments=55)
        yield Figure("cold story, 55 comments", "CPU ms", milliseconds_to_make(site, path), at_most(STORY_MILLISECONDS))
        yield Figure("cold story, 55 comments, queries", "queries", site.inside("count_queries", path=path))


@benchmark
def front_cold_cpu(sites: Sites) -> Iterator[Figure]:
    """The front, made anew by the app each time."""
    with sites.running() as site:
        yield Figure("cold front", "CPU ms", milliseconds_to_make(site, "/"), at_most(FRONT_MILLISECONDS))
        yield Figure("cold front, queries", "queries", site.inside("count_queries", path="/"))


def milliseconds_to_make(site: Site, path: str) -> float:
    """CPU of the app for one page, the mean of REQUESTS one after the other once it is warm."""
    socket = site.places.app_socket()
    request = as_the_edge_asks(path, site.host)
    ask(socket, request, times=WARM_UP)
    before = site.cpu_seconds("app")
    done = ask(socket, request, times=REQUESTS)
    return (site.cpu_seconds("app") - before) / done.count * 1000


def as_the_edge_asks(path: str, host: str) -> bytes:
    return (
        f"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-Forwarded-For: 127.0.0.1\r\nX-Forwarded-Proto: http\r\n\r\n"
    ).encode()
