"""The doorman: takes each request and decides who answers it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from standfirst.edge.server.config import EdgeConfig
from standfirst.edge.server.counting import ViewCounts
from standfirst.edge.server.fetches import Fetches, Outcome, Shared, Troubled
from standfirst.edge.server.files import PICTURES, RECORDINGS, Shelf
from standfirst.edge.server.forwarding import (
    LONGEST_TARGET,
    METHODS,
    Refused,
    Visitor,
    is_neighbour,
    is_private,
    personal_headers,
    read_site,
    read_visitor,
    request_target,
)
from standfirst.edge.server.memory import Key, PageMemory
from standfirst.edge.server.origin import AppAway, Origin, Question
from standfirst.edge.server.pages import Page, send_page
from standfirst.edge.server.purges import feed_for
from standfirst.edge.server.replies import relay, send_away, send_words
from standfirst.edge.server.rsgi import HeaderList, RequestHeaders, Scope, Wire
from standfirst.edge.server.uploads import Upload

HIT = [("edge-cache", "hit")]
MISS = [("edge-cache", "miss")]
STALE = [("edge-cache", "stale")]
PASS = [("edge-cache", "pass")]
HAND_IN_EVERY = 60.0


class Edge:
    """One edge: its memory, its feed of purges, its shelves and its line to the app. Enter it before serving.

    Whoever runs it also keeps `feed.follow()` running: before that nothing in memory counts as fresh.
    """

    def __init__(self, config: EdgeConfig, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.config = config
        self.clock = clock
        self.memory: PageMemory[Page] = PageMemory(limit=config.memory)
        self.origin = Origin(config.app_socket)
        self.fetches = Fetches(memory=self.memory, origin=self.origin, clock=clock)
        self.feed = feed_for(config.database_url, self.memory)
        self.views = ViewCounts()
        self._static = Shelf(config.static_root)
        self._pictures = Shelf(config.media_root / "images", shown=PICTURES)
        self._recordings = Shelf(config.media_root / "recordings", shown=RECORDINGS)

    async def __aenter__(self) -> Self:
        await self.origin.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.fetches.close()
        await self.origin.__aexit__(kind, error, trace)

    async def __rsgi__(self, scope: Scope, wire: Wire) -> None:
        if scope.method in {"GET", "HEAD"}:
            asked = scope.headers
            site = read_site(asked, trusted_proxy=self.config.trusted_proxy)
            held = self.memory.get((site, scope.path, scope.query_string))
            if held is not None and held.is_fresh(self.clock()):
                return self._show(scope, wire, held.page, asked=asked, extra=HIT)
        try:
            await self._admit(scope, wire)
        except Refused as refusal:
            # What is left of the request's body is not worth reading.
            send_words(scope, wire, refusal.status, refusal.words, extra=[("connection", "close")])
        except AppAway:
            send_away(scope, wire, self.config.static_root)

    async def _admit(self, scope: Scope, wire: Wire) -> None:
        path = scope.path
        if scope.method not in METHODS or not path.startswith("/"):
            raise Refused(405, "This is not done here.")
        if len(path) + len(scope.query_string) > LONGEST_TARGET:
            raise Refused(414, "The address is too long.")
        if path.startswith("/static/"):
            return await self._static.serve(scope, wire, path.removeprefix("/static/"))
        if path.startswith("/media/images/"):
            return await self._pictures.serve(scope, wire, path.removeprefix("/media/images/"))
        if path.startswith("/media/recordings/"):
            return await self._recordings.serve(scope, wire, path.removeprefix("/media/recordings/"))
        if path.startswith(("/media/", "/-/")):
            return await self._ours(scope, wire)
        visitor = read_visitor(scope, trusted_proxy=self.config.trusted_proxy)
        if scope.method in {"GET", "HEAD"} and not is_private(path):
            return await self._public(scope, wire, visitor)
        return await self._personal(scope, wire, visitor)

    async def _ours(self, scope: Scope, wire: Wire) -> None:
        """Originals, documents and everything internal is nobody's business, but for the supervisor's question."""
        if scope.path != "/-/edge" or not is_neighbour(scope):
            return send_words(scope, wire, 404, "There is nothing here.")
        if await self.origin.is_up():
            return send_words(scope, wire, 200, "ok")
        return send_words(scope, wire, 503, "The app doesn't answer.")

    async def _public(self, scope: Scope, wire: Wire, visitor: Visitor) -> None:
        """A page that is the same for everyone, and not fresh in memory."""
        key = (visitor.site, scope.path, scope.query_string)
        held = self.memory.get(key)
        if held is not None and not held.purged:
            # Only old, not known to be untrue: this reader need not wait.
            self.fetches.refresh(key, visitor)
            return self._show(scope, wire, held.page, extra=STALE)
        try:
            outcome = await self.fetches.fetch(key, visitor, patient=held is None)
        except AppAway:
            if not self._send_stale(scope, wire, key):
                raise
            return None
        return await self._hand_out(scope, wire, visitor, key, outcome)

    async def _hand_out(self, scope: Scope, wire: Wire, visitor: Visitor, key: Key, outcome: Outcome) -> None:
        if isinstance(outcome, Shared):
            return self._show(scope, wire, outcome.page, extra=MISS)
        if isinstance(outcome, Troubled):
            if self._send_stale(scope, wire, key):
                return None
            if outcome.page is None:
                raise AppAway("The app is in trouble, at length.")
            return send_page(scope, wire, outcome.page, extra=PASS)
        answer = outcome.take()
        if answer is None:
            question = Question("GET", request_target(key), visitor.headers(), shared=True)
            answer = await self.origin.ask(question, patient=True)
        return await relay(scope, wire, answer)

    def _send_stale(self, scope: Scope, wire: Wire, key: Key) -> bool:
        # Looked up anew: it may have been dropped while we waited.
        held = self.memory.get(key)
        if held is None:
            return False
        self._show(scope, wire, held.page, extra=STALE)
        return True

    def _show(
        self, scope: Scope, wire: Wire, page: Page, *, extra: HeaderList, asked: RequestHeaders | None = None
    ) -> None:
        """Send a page from memory, and count it where it wants to be counted."""
        asked = asked or scope.headers
        if page.counted_as and scope.method == "GET":
            self.views.note(page.counted_as, asked, now=time.time())
        send_page(scope, wire, page, asked=asked, extra=extra)

    async def report(self) -> None:
        """Hand in what was counted, each minute, without end."""
        while True:
            await asyncio.sleep(HAND_IN_EVERY)
            await self.hand_in()

    async def hand_in(self) -> None:
        """Tell the app how often pages were shown. An app that is away does not hear of this minute."""
        body = self.views.take()
        if not body:
            return
        upload = Upload.of(body)
        headers = [("host", "localhost"), ("content-type", "application/json")]
        try:
            answer = await self.origin.ask(
                Question("POST", "/-/views", headers, shared=False, upload=upload), patient=True
            )
            answer.close()
        except AppAway:
            pass
        finally:
            upload.close()

    async def _personal(self, scope: Scope, wire: Wire, visitor: Visitor) -> None:
        """A request of one person, or one that writes: handed on as it is, never kept."""
        upload = await Upload.receive(scope.headers, wire)
        target = request_target((visitor.site, scope.path, scope.query_string))
        headers = [*personal_headers(scope.headers), *visitor.headers()]
        try:
            question = Question(scope.method, target, headers, shared=False, upload=upload)
            answer = await self.origin.ask(question, patient=True)
            # Who has just written something sees it on the next page, without a blink of the old one. The app names
            # what it has purged, since PostgreSQL's word of it may arrive a moment after this answer.
            self.feed.catch_up()
            if purged := answer.edge_headers.get("edge-purge", "").split():
                self.memory.purge(purged)
            await relay(scope, wire, answer)
        finally:
            if upload is not None:
                upload.close()
