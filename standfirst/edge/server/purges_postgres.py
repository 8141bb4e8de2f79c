"""Listens for purges on a PostgreSQL channel."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

import psycopg

from standfirst.edge.server.memory import PageMemory

log = logging.getLogger("standfirst.edge")

CHANNEL = "standfirst_purge"
CHECK_EVERY = 15.0
"""Seconds of silence after which the connection has to prove that it is alive."""
ANSWER_WITHIN = 5.0
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0


class PostgresFeed:
    """NOTIFY reaches a listener at commit, in commit order, but only while it listens.

    Without a connection nothing in memory counts as fresh. What was announced meanwhile is lost, and may have been a
    drop: with a new connection the memory begins empty.
    """

    def __init__(self, url: str, memory: PageMemory[Any]) -> None:
        self._url = url
        self._memory = memory

    async def follow(self) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                await self._listen()
            except (psycopg.Error, OSError, TimeoutError) as error:
                pause = FIRST_PAUSE if self._memory.in_sight else pause
                if pause == FIRST_PAUSE:
                    log.warning("Purges can't be heard, so no page is kept as fresh: %s", str(error).strip())
            finally:
                self._memory.lose_sight()
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def catch_up(self) -> None:
        """Nothing to do: PostgreSQL sends a purge by itself, a moment after the commit."""

    async def _listen(self) -> None:
        connection = await psycopg.AsyncConnection.connect(self._url, autocommit=True, connect_timeout=5)
        async with connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            self._memory.regain_sight(missed=True)
            while True:
                async for notify in connection.notifies(timeout=CHECK_EVERY):
                    self._hear(notify.payload)
                async with asyncio.timeout(ANSWER_WITHIN):
                    await connection.execute("SELECT 1")

    def _hear(self, payload: str) -> None:
        try:
            told = json.loads(payload)
            tags, drop = [str(tag) for tag in told["tags"]], bool(told["drop"])
        except (ValueError, TypeError, KeyError):
            # Somebody else speaks on our channel, or says more than we know: trust nothing that is held.
            log.warning("Not a purge: %.100r", payload)
            self._memory.regain_sight(missed=True)
            return
        self._memory.purge(tags, drop=drop)
