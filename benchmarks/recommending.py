"""Comments recommended by eight readers at once, all in one thread: the same way as posting takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmarks.crowds import EACH, WARM_UP, Crowd, Names, check_count, measure
from benchmarks.figures import Figure, NotMeasured, at_least, benchmark
from benchmarks.postgresql import Database, own_database
from benchmarks.sites import Site, Sites, run_program

RECOMMENDATIONS = 2400
# No goal was set for these; they should come at least as quickly as posts.
A_SECOND_ON = {"SQLite": 400, "PostgreSQL": 250}


@benchmark
def recommends_per_second(sites: Sites) -> Iterator[Figure]:
    """Comments of one thread recommended by eight clients at once, on SQLite."""
    with sites.running() as site:
        yield from figures_of_recommending(site, "SQLite")


@benchmark
def recommends_per_second_postgresql(sites: Sites) -> Iterator[Figure]:
    """The same on PostgreSQL, where a server answers."""
    try:
        with own_database() as database, sites.running(database_url=database.url) as site:
            yield from figures_of_recommending(site, "PostgreSQL", database)
    except NotMeasured as reason:
        goal = at_least(A_SECOND_ON["PostgreSQL"])
        yield Figure("recommendations, PostgreSQL", "recommendations / s", None, goal, note=str(reason))


def figures_of_recommending(site: Site, kind: str, database: Database | None = None) -> Iterator[Figure]:
    prepared: dict[str, Any] = site.inside("prepare_posting", readers=(RECOMMENDATIONS + WARM_UP) // EACH + 1)
    crowd, thread, comments = Crowd(site.host, prepared["sessions"]), prepared["thread"], prepared["parents"]
    stood_before = site.inside("count_recommendations", thread=thread)

    def request(number: int) -> bytes:
        """Five comments in a row for each reader, so that nobody recommends one twice."""
        return crowd.request(number, f"/comments/{comments[number % len(comments)]}/recommend/", {})

    names = Names(what="recommendations", one="a recommendation", kind=kind)
    done = yield from measure(site, database, names, request, count=RECOMMENDATIONS, goal=at_least(A_SECOND_ON[kind]))
    stand = site.inside("count_recommendations", thread=thread)
    check_count(stood_before + WARM_UP + done, stand, "recommendations")
    run_program(site.places, "standfirst", "recount", "--check")
