"""Fetches each public page from the app once, however many ask for it at the same moment."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from standfirst.edge.server.forwarding import Visitor, request_target
from standfirst.edge.server.memory import Key, PageMemory, Stored, Ticket
from standfirst.edge.server.origin import Answer, AppAway, Origin, Question
from standfirst.edge.server.pages import Page, build_page
from standfirst.edge.server.rsgi import HeaderList

log = logging.getLogger("standfirst.edge")

KEPT_STATUSES = {200, 301, 410}
TROUBLE_STATUSES = {500, 502, 503, 504}
DEFAULT_MAX_AGE = 3600
LARGEST_PAGE = 4 * 1024 * 1024
QUALITY = 5
WORTH_A_THREAD = 16 * 1024
UNSHARED_FOR = 5.0
MOST_UNSHARED = 1024
STALE_AFTER = 5.0
"""Seconds a reader waits for the fresh page when there is an older one to show."""
REPLACED_HEADERS = {"date", "server", "etag", "vary", "accept-ranges", "age"}


@dataclass(frozen=True, slots=True)
class Shared:
    """A page for all who asked."""

    page: Page


@dataclass(frozen=True, slots=True)
class Troubled:
    """The app answered that it is in trouble, in its own words."""

    page: Page | None


@dataclass(slots=True)
class Unshared:
    """The answer may not be kept. The first to `take` it gets it; everybody else asks for an own one."""

    answer: Answer | None

    def take(self) -> Answer | None:
        answer, self.answer = self.answer, None
        return answer


type Outcome = Shared | Troubled | Unshared


@dataclass(slots=True)
class _Errand:
    """A fetch on its way. `ticket` is the newest it holds: a dropped page is fetched again by the same errand."""

    ticket: Ticket
    task: asyncio.Task[Outcome] | None = None


class Fetches:
    """Asks the app for public pages and fills the memory."""

    def __init__(
        self, *, memory: PageMemory[Page], origin: Origin, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.memory = memory
        self.origin = origin
        self.clock = clock
        self._running: dict[Key, _Errand] = {}
        self._unshared: dict[Key, float] = {}
        self._tasks: set[asyncio.Task[Outcome]] = set()

    async def fetch(self, key: Key, visitor: Visitor, *, patient: bool) -> Outcome:
        """The app's answer for `key`, begun after the last purge that was seen. Raise `AppAway`.

        A reader who has something else to show isn't `patient`: one restart or five seconds are too long.
        """
        task = self._join(key, visitor, patient=patient)
        await asyncio.wait({task}, timeout=None if patient else STALE_AFTER)
        if not task.done():
            task.add_done_callback(_let_go)
            raise AppAway("The app takes too long.")
        return task.result()

    def refresh(self, key: Key, visitor: Visitor) -> None:
        """Fetch in the background; nobody waits."""
        self._join(key, visitor, patient=False).add_done_callback(_let_go)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _join(self, key: Key, visitor: Visitor, *, patient: bool) -> asyncio.Task[Outcome]:
        running = self._running.get(key)
        # What began before the last purge may show what was purged: who asks after it must not join.
        if running is not None and running.task and running.ticket.purges_seen == self.memory.purges_seen:
            return running.task
        errand = _Errand(self.memory.begin(key))
        task = asyncio.create_task(self._run(errand, visitor, patient=patient))
        errand.task = task
        self._tasks.add(task)
        task.add_done_callback(self._done)
        if not self._is_unshared(key):
            self._running[key] = errand
            task.add_done_callback(lambda _: self._leave(key, errand))
        return task

    def _done(self, task: asyncio.Task[Outcome]) -> None:
        self._tasks.discard(task)
        # An app that is away is told of once, by the origin; anything else here is a mistake of ours.
        error = None if task.cancelled() else task.exception()
        if error is not None and not isinstance(error, AppAway):
            log.error("A page could not be fetched", exc_info=error)

    def _leave(self, key: Key, errand: _Errand) -> None:
        if self._running.get(key) is errand:
            del self._running[key]

    async def _run(self, errand: _Errand, visitor: Visitor, *, patient: bool) -> Outcome:
        key = errand.ticket.key
        question = Question("GET", request_target(key), visitor.headers(), shared=True)
        for _ in range(3):
            answer = await self.origin.ask(question, patient=patient)
            outcome = await self._judge(errand.ticket, answer)
            if outcome is not None:
                return outcome
            # Withdrawn while it was made. Those who wait get what the app says now.
            errand.ticket = self.memory.begin(key)
        raise AppAway("The page is withdrawn faster than it can be fetched.")

    async def _judge(self, ticket: Ticket, answer: Answer) -> Outcome | None:
        """Keep the page if it may be kept. None if it was dropped meanwhile."""
        if answer.status in TROUBLE_STATUSES:
            words = await _finish(answer)
            answer.close()
            return Troubled(words)
        lifetime = _lifetime(answer)
        page = await _finish(answer) if lifetime else None
        if page is None:
            self._mark_unshared(ticket)
            return Unshared(answer)
        told = answer.edge_headers["edge-tags"]
        size = page.size + len(told) + sum(map(len, ticket.key))
        expires_at = self.clock() + lifetime
        stored = self.memory.store(ticket, page, tags=told.split(), size=size, expires_at=expires_at)
        self._unshared.pop(ticket.key, None)
        return None if stored is Stored.DROPPED else Shared(page)

    def _mark_unshared(self, ticket: Ticket) -> None:
        self.memory.forget(ticket)
        if len(self._unshared) >= MOST_UNSHARED:
            self._unshared.clear()
        self._unshared[ticket.key] = self.clock() + UNSHARED_FOR

    def _is_unshared(self, key: Key) -> bool:
        until = self._unshared.get(key)
        if until is not None and until <= self.clock():
            del self._unshared[key]
            return False
        return until is not None


def _lifetime(answer: Answer) -> int:
    """Seconds the answer may be kept; 0 if it may not."""
    told = answer.edge_headers
    if answer.status not in KEPT_STATUSES or not told.get("edge-tags", "").split():
        return 0
    if any(name == "content-encoding" for name, _ in answer.headers):
        return 0
    seconds = told.get("edge-max-age", str(DEFAULT_MAX_AGE)).strip()
    return int(seconds) if seconds.isascii() and seconds.isdigit() and len(seconds) < 10 else 0


async def _finish(answer: Answer) -> Page | None:
    """The answer as a page, closed. None, and still open, if it is too long to be one."""
    try:
        body = await answer.read_up_to(LARGEST_PAGE)
    except AppAway:
        answer.close()
        raise
    if body is None:
        return None
    answer.close()
    headers: HeaderList = [item for item in answer.headers if item[0] not in REPLACED_HEADERS]
    counted_as = answer.edge_headers.get("edge-counts", "")
    make = partial(build_page, status=answer.status, headers=headers, body=body, quality=QUALITY, counted_as=counted_as)
    return make() if len(body) < WORTH_A_THREAD else await asyncio.to_thread(make)


def _let_go(task: asyncio.Task[Outcome]) -> None:
    if not task.cancelled() and task.exception() is None:
        outcome = task.result()
        if isinstance(outcome, Unshared) and (answer := outcome.take()) is not None:
            answer.close()
