"""How long others wait while a reader with a long history is erased."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from benchmarks.crowds import EACH, Crowd, Requests, leads_to_a_comment, run
from benchmarks.figures import Figure, NotMeasured, at_most, benchmark
from benchmarks.load import ask_each
from benchmarks.postgresql import own_database
from benchmarks.posting import posts_of
from benchmarks.sites import Site, SiteBroken, Sites, run_program

COMMENTS = 50_000
READERS = 600
WARM_UP = 40
PAUSE = 0.05
LONGEST_LOCK_MILLISECONDS = 50


@benchmark
def erase_reader(sites: Sites) -> Iterator[Figure]:
    """A reader with 50,000 comments in many threads is erased while another posts, on SQLite and PostgreSQL."""
    with sites.running() as site:
        yield from figures_of_erasing(site, "SQLite")
    try:
        with own_database() as database, sites.running(database_url=database.url) as site:
            yield from figures_of_erasing(site, "PostgreSQL")
    except NotMeasured as reason:
        goal = at_most(LONGEST_LOCK_MILLISECONDS)
        yield Figure("erasing, PostgreSQL: longest transaction", "ms", None, goal, note=str(reason))


def figures_of_erasing(site: Site, kind: str) -> Iterator[Figure]:
    prepared = site.inside("prepare_posting", readers=READERS)
    crowd = Crowd(site.host, prepared["sessions"])
    request = posts_of(crowd, thread=prepared["thread"], parents=prepared["parents"])
    run(site.host, request, range(WARM_UP))
    reader = site.inside("write_reader", comments=COMMENTS)
    with ThreadPoolExecutor(1) as people:
        erasing = people.submit(site.inside, "erase_reader", reader=reader)
        posted = ask_each(site.host, [posts_until(erasing, request)], expect=leads_to_a_comment)
        done = erasing.result()
    if done["left"]:
        raise SiteBroken(f"{done['left']} comments still have their words.")
    run_program(site.places, "standfirst", "recount", "--check")
    goal = at_most(LONGEST_LOCK_MILLISECONDS)
    note = f"{done['transactions']} transactions, half within {done['half']:.1f} ms"
    yield Figure(f"erasing, {kind}: longest transaction", "ms", done["longest"], goal, note=note)
    note = f"{posted.count} posts, half within {posted.percentile(0.5):.0f} ms"
    yield Figure(f"erasing, {kind}: others' posts, 99 of 100 within", "ms", posted.percentile(0.99), note=note)
    yield Figure(f"erasing, {kind}: from beginning to end", "s", done["seconds"])
    note = f"{done['size']:.1f} MB, memory grew by {done['grown']:.0f} MB"
    yield Figure(f"download of the same, {kind}", "s", done["download"], note=note)


def posts_until(erasing: Future[Any], request: Requests) -> Iterator[bytes]:
    """Some posts a second, by readers whose turn comes no oftener than they may write."""
    for number in range(WARM_UP, READERS * EACH):
        if erasing.done():
            return
        yield request(number)
        time.sleep(PAUSE)
