"""Comments posted by eight readers at once through the full path: edge, session, checks, screening, counts, purge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmarks.crowds import EACH, WARM_UP, Crowd, Names, Requests, check_count, measure
from benchmarks.figures import Figure, NotMeasured, at_least, benchmark
from benchmarks.postgresql import Database, own_database
from benchmarks.sites import Site, Sites, run_program

POSTS = 2400
REPLY_EVERY = 4
A_SECOND_ON = {"SQLite": 400, "PostgreSQL": 250}
WORDS = (
    "The old slipway was never built for boats of that size, and everybody on the committee knew it.",
    "I was on the quay that morning. The tide had turned an hour before, whatever the timetable says.",
    "Could somebody at the council tell us what the survey cost, and who was asked to read it?",
    "My father kept the light for eleven years and he would have agreed with every word of this.",
    "That is half of it. The other half is the road, which floods each January at the same bend.",
)


@benchmark
def posts_per_second(sites: Sites) -> Iterator[Figure]:
    """Comments posted to one thread by eight clients at once, on SQLite."""
    with sites.running() as site:
        yield from figures_of_posting(site, "SQLite")


@benchmark
def posts_per_second_postgresql(sites: Sites) -> Iterator[Figure]:
    """The same on PostgreSQL, where a server answers."""
    try:
        with own_database() as database, sites.running(database_url=database.url) as site:
            yield from figures_of_posting(site, "PostgreSQL", database)
    except NotMeasured as reason:
        yield Figure("posts, PostgreSQL", "posts / s", None, at_least(A_SECOND_ON["PostgreSQL"]), note=str(reason))


def figures_of_posting(site: Site, kind: str, database: Database | None = None) -> Iterator[Figure]:
    prepared: dict[str, Any] = site.inside("prepare_posting", readers=(POSTS + WARM_UP) // EACH + 1)
    thread = prepared["thread"]
    stood_before = site.inside("count_comments", thread=thread)
    request = posts_of(Crowd(site.host, prepared["sessions"]), thread=thread, parents=prepared["parents"])
    names = Names(what="posts", one="a post", kind=kind)
    done = yield from measure(site, database, names, request, count=POSTS, goal=at_least(A_SECOND_ON[kind]))
    # A figure for comments that were lost or counted wrong would be worth nothing.
    check_count(stood_before + WARM_UP + done, site.inside("count_comments", thread=thread), "comments")
    run_program(site.places, "standfirst", "recount", "--check")


def posts_of(crowd: Crowd, *, thread: int, parents: list[int]) -> Requests:
    """Each post has its own text and key, and some of them answer one of the comments `parents`."""

    def request(number: int) -> bytes:
        text = f"{number}. {WORDS[number % 5]}\n\n{WORDS[(number + 2) % 5]} {WORDS[(number + 3) % 5]}"
        parent = parents[number % len(parents)] if number % REPLY_EVERY == 0 else ""
        fields = {"body": text, "parent": parent, "posting_key": f"load-{number}"}
        return crowd.request(number, f"/comments/post/{thread}/", fields)

    return request
