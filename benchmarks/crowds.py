"""Eight clients that write for many readers at once, through the edge, and what a site makes of it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarks.figures import Figure, Goal, at_most
from benchmarks.load import Answer, Round, as_a_browser, ask_each
from benchmarks.postgresql import Database
from benchmarks.sites import Site, SiteBroken

CLIENTS = 8
WARM_UP = 160
EACH = 5
"""So many times each reader writes: one less than a reader may post in a minute."""
P99_MILLISECONDS = 100

Requests = Callable[[int], bytes]


@dataclass(frozen=True)
class Crowd:
    """Readers with a session each."""

    host: str
    sessions: list[str]

    def request(self, number: int, path: str, fields: Mapping[str, object]) -> bytes:
        """The form of the reader whose turn it is: each comes EACH times in a row."""
        body = urlencode(fields).encode()
        headers = {
            "Host": self.host,
            "Origin": f"http://{self.host}",
            "Sec-Fetch-Site": "same-origin",
            "Cookie": f"sf_session={self.sessions[number // EACH]}; sf_hint=1",
            "Content-Type": "application/x-www-form-urlencoded",
            "Content-Length": str(len(body)),
            **as_a_browser("gzip, deflate, br, zstd"),
        }
        lines = [f"POST {path} HTTP/1.1", *(f"{name}: {it}" for name, it in headers.items())]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


@dataclass(frozen=True)
class Names:
    """What the figures are called: `posts`, `a post`, and the kind of database."""

    what: str
    one: str
    kind: str


def measure(
    site: Site, database: Database | None, names: Names, request: Requests, *, count: int, goal: Goal
) -> Generator[Figure, None, int]:
    """The pace, the latency and the CPU time of so many requests after WARM_UP others; all must lead to a comment.

    Returns how many were answered: fewer where a slow machine had no more time.
    """
    run(site.host, request, range(WARM_UP))
    server_before = database.server_cpu_seconds() if database else None
    before = {part: site.cpu_seconds(part) for part in ("edge", "app", "worker")}
    done = run(site.host, request, range(WARM_UP, WARM_UP + count))
    used = {part: (site.cpu_seconds(part) - seconds) / done.count * 1000 for part, seconds in before.items()}
    server_after = database.server_cpu_seconds() if database else None
    one = f"{names.one}, {names.kind}"
    note = "" if database is None or database.safe else "the server does not wait for its disk"
    pace = done.count / done.seconds
    yield Figure(f"{names.what}, {names.kind}", f"{names.what} / s", pace, goal, note=note)
    yield Figure(f"{one}, half within", "ms", done.percentile(0.5))
    yield Figure(f"{one}, 99 of 100 within", "ms", done.percentile(0.99), at_most(P99_MILLISECONDS))
    parts = ", ".join(f"{part} {milliseconds:.2f}" for part, milliseconds in used.items())
    yield Figure(f"{one}, CPU", "CPU ms", sum(used.values()), note=parts)
    if server_before is not None and server_after is not None:
        yield Figure(f"{one}, CPU of the database server", "CPU ms", (server_after - server_before) / done.count * 1000)
    return done.count


def run(host: str, request: Requests, numbers: range) -> Round:
    """All of them, shared among the clients so that a reader's requests all come from one client."""
    readers = range(numbers.start, numbers.stop, EACH)
    shares: list[list[int]] = [[] for _ in range(CLIENTS)]
    for turn, first in enumerate(readers):
        shares[turn % CLIENTS] += range(first, min(first + EACH, numbers.stop))
    return ask_each(host, [map(request, share) for share in shares], expect=leads_to_a_comment)


def leads_to_a_comment(answer: Answer) -> bool:
    """The reader is sent to the comment in its place; held and refused ones lead elsewhere."""
    return answer.status == 302 and "#comment-" in answer.header("location")


def check_count(expected: int, counted: int, what: str) -> None:
    if counted != expected:
        raise SiteBroken(f"{expected} {what} should be there, and there are {counted}.")
