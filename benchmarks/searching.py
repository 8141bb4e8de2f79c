"""How long a reader waits for what a search finds, in an archive of some thousand stories."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from benchmarks.figures import Figure, Goal, NotMeasured, at_most, benchmark
from benchmarks.load import ask, get
from benchmarks.postgresql import own_database
from benchmarks.sites import Site, Sites

STORIES = 3000
WARM_UP = 8
REQUESTS = 40
MILLISECONDS_ON = {"SQLite": 500, "PostgreSQL": 300}


def days_ago(days: int) -> str:
    return (datetime.now(UTC).date() - timedelta(days=days)).isoformat()


SEARCHES = {
    "a word in every story": {"q": "estuary"},
    "the same, headlines first": {"q": "estuary", "order": "headlines"},
    "the same, in one section": {"q": "estuary", "section": "culture"},
    "the same, by one person": {"q": "estuary", "contributor": "orla-fennick"},
    "the same, of one month": {"q": "estuary", "since": days_ago(60), "until": days_ago(30)},
    "the same, page 50": {"q": "estuary", "page": "50"},
    "a word in few stories": {"q": "quahog"},
    "a word in none": {"q": "xyzzy"},
    "a phrase, and a beginning": {"q": '"all about the" estu*'},
}


@benchmark
def search_common_word(sites: Sites) -> Iterator[Figure]:
    """The first ten of 3,000 stories that hold a word, and narrower searches, on SQLite."""
    with sites.running() as site:
        yield from figures_of_searching(site, "SQLite")


@benchmark
def search_common_word_postgresql(sites: Sites) -> Iterator[Figure]:
    """The same on PostgreSQL, where a server answers."""
    try:
        with own_database() as database, sites.running(database_url=database.url) as site:
            yield from figures_of_searching(site, "PostgreSQL")
    except NotMeasured as reason:
        yield Figure("search, PostgreSQL", "ms", None, goal_on("PostgreSQL"), note=str(reason))


def figures_of_searching(site: Site, kind: str) -> Iterator[Figure]:
    seconds = site.inside("write_archive", stories=STORIES)["indexing"]
    yield Figure(f"to index a story, {kind}", "ms", seconds / STORIES * 1000)
    for name, asked in SEARCHES.items():
        request = get(f"/search/?{urlencode(asked)}", host=site.host)
        ask(site.host, request, times=WARM_UP)
        before = site.cpu_seconds("app")
        done = ask(site.host, request, times=REQUESTS)
        used = (site.cpu_seconds("app") - before) / done.count * 1000
        note = f"half within {done.percentile(0.5):.3g}, {used:.3g} ms of the app's CPU"
        yield Figure(f"search, {kind}: {name}", "ms", done.percentile(1), goal_on(kind), note=note)


def goal_on(kind: str) -> Goal:
    return at_most(MILLISECONDS_ON[kind])
