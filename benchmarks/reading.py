"""CPU of the conversation alone, as a story page has it made: the first page of threads of three lengths."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.figures import Figure, NotMeasured, at_most, benchmark
from benchmarks.postgresql import own_database
from benchmarks.sites import Site, Sites

LENGTHS = (55, 5_000, 100_000)
FRAGMENT_MILLISECONDS = 5
FLAT_WITHIN = 1.2


@benchmark
def thread_first_page(sites: Sites) -> Iterator[Figure]:
    """The first page of threads of 55, 5,000 and 100,000 comments, made anew each time, on SQLite."""
    with sites.running() as site:
        yield from figures_of_reading(site, "SQLite")


@benchmark
def thread_first_page_postgresql(sites: Sites) -> Iterator[Figure]:
    """The same on PostgreSQL, where a server answers."""
    try:
        with own_database() as database, sites.running(database_url=database.url) as site:
            yield from figures_of_reading(site, "PostgreSQL")
    except NotMeasured as reason:
        goal = at_most(FRAGMENT_MILLISECONDS)
        yield Figure("first page of a thread, PostgreSQL", "CPU ms", None, goal, note=str(reason))


def figures_of_reading(site: Site, kind: str) -> Iterator[Figure]:
    measured: dict[str, dict[str, float]] = site.inside("read_threads", lengths=list(LENGTHS))
    for length in LENGTHS:
        one = measured[str(length)]
        note = (
            f"{one['comments']:.0f} comments, {one['queries']:.0f} queries; no such look before: {one['cold']:.3g} ms"
        )
        name = f"first page of {length:,} comments, {kind}"
        yield Figure(name, "CPU ms", one["warm"], at_most(FRAGMENT_MILLISECONDS), note=note)
    warm = [measured[str(length)]["warm"] for length in LENGTHS]
    yield Figure(f"the dearest of the three, {kind}", "times", max(warm) / warm[0], at_most(FLAT_WITHIN))
    for name in ("newest", "recommended", "discussed", "recommended, later", "discussed, later", "branch"):
        yield Figure(f"of {LENGTHS[-1]:,}, {name}, {kind}", "CPU ms", measured[str(LENGTHS[-1])][name])
