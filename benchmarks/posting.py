"""Comments posted by eight readers at once through the full path: edge, session, checks, screening, counts, purge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from benchmarks.figures import Figure, NotMeasured, at_least, at_most, benchmark
from benchmarks.load import Answer, Round, as_a_browser, ask_each
from benchmarks.postgresql import Database, own_database
from benchmarks.sites import Site, SiteBroken, Sites, run_program

CLIENTS = 8
POSTS = 2400
WARM_UP = 160
POSTS_OF_A_READER = 5
"""One less than a reader may write in a minute."""
REPLY_EVERY = 4
A_SECOND_ON = {"SQLite": 400, "PostgreSQL": 250}
P99_MILLISECONDS = 100
WORDS = (
    "The old slipway was never built for boats of that size, and everybody on the committee knew it.",
    "I was on the quay that morning. The tide had turned an hour before, whatever the timetable says.",
    "Could somebody at the council tell us what the survey cost, and who was asked to read it?",
    "My father kept the light for eleven years and he would have agreed with every word of this.",
    "That is half of it. The other half is the road, which floods each January at the same bend.",
)


@dataclass(frozen=True)
class Load:
    """What one run posts to: a thread, readers with their sessions, comments that can be replied to."""

    host: str
    thread: int
    sessions: list[str]
    parents: list[int]

    def requests(self, numbers: Sequence[int]) -> Iterator[bytes]:
        return (self.request(number) for number in numbers)

    def request(self, number: int) -> bytes:
        """Post `number`: each has its own text and key, each reader's turn comes POSTS_OF_A_READER times."""
        parent = self.parents[number % len(self.parents)] if number % REPLY_EVERY == 0 else ""
        text = f"{number}. {WORDS[number % 5]}\n\n{WORDS[(number + 2) % 5]} {WORDS[(number + 3) % 5]}"
        body = urlencode({"body": text, "parent": parent, "posting_key": f"load-{number}"}).encode()
        headers = {
            "Host": self.host,
            "Origin": f"http://{self.host}",
            "Sec-Fetch-Site": "same-origin",
            "Cookie": f"sf_session={self.sessions[number // POSTS_OF_A_READER]}; sf_hint=1",
            "Content-Type": "application/x-www-form-urlencoded",
            "Content-Length": str(len(body)),
            **as_a_browser("gzip, deflate, br, zstd"),
        }
        lines = [f"POST /comments/post/{self.thread}/ HTTP/1.1", *(f"{name}: {it}" for name, it in headers.items())]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


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
    prepared: dict[str, Any] = site.inside("prepare_posting", readers=(POSTS + WARM_UP) // POSTS_OF_A_READER + 1)
    load = Load(host=site.host, **prepared)
    stood_before = site.inside("count_comments", thread=load.thread)
    post(load, range(WARM_UP))
    server_before = database.server_cpu_seconds() if database else None
    before = {part: site.cpu_seconds(part) for part in ("edge", "app", "worker")}
    done = post(load, range(WARM_UP, WARM_UP + POSTS))
    used = {part: (site.cpu_seconds(part) - seconds) / done.count * 1000 for part, seconds in before.items()}
    server_after = database.server_cpu_seconds() if database else None
    check_counts(site, load, stood_before + WARM_UP + done.count)
    note = "" if database is None or database.safe else "the server does not wait for its disk"
    yield Figure(f"posts, {kind}", "posts / s", done.count / done.seconds, at_least(A_SECOND_ON[kind]), note=note)
    yield Figure(f"a post, {kind}, half within", "ms", done.percentile(0.5))
    yield Figure(f"a post, {kind}, 99 of 100 within", "ms", done.percentile(0.99), at_most(P99_MILLISECONDS))
    parts = ", ".join(f"{part} {milliseconds:.2f}" for part, milliseconds in used.items())
    yield Figure(f"a post, {kind}, CPU", "CPU ms", sum(used.values()), note=parts)
    if server_before is not None and server_after is not None:
        each = (server_after - server_before) / done.count * 1000
        yield Figure(f"a post, {kind}, CPU of the database server", "CPU ms", each)


def post(load: Load, numbers: range) -> Round:
    """All of them, shared among the clients so that a reader's posts all come from one client."""
    readers = range(numbers.start, numbers.stop, POSTS_OF_A_READER)
    shares: list[list[int]] = [[] for _ in range(CLIENTS)]
    for turn, first in enumerate(readers):
        shares[turn % CLIENTS] += range(first, min(first + POSTS_OF_A_READER, numbers.stop))
    return ask_each(load.host, [load.requests(share) for share in shares], expect=was_published)


def was_published(answer: Answer) -> bool:
    """The reader is sent to the comment in its place; held ones lead elsewhere."""
    return answer.status == 302 and "#comment-" in answer.header("location")


def check_counts(site: Site, load: Load, expected: int) -> None:
    """A figure for comments that were lost or counted wrong would be worth nothing."""
    counted = site.inside("count_comments", thread=load.thread)
    if counted != expected:
        raise SiteBroken(f"{expected} comments should stand in the thread, its count says {counted}.")
    run_program(site.places, "standfirst", "recount", "--check")
