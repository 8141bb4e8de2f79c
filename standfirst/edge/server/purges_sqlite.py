"""Tails the table of purges in an SQLite database."""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from standfirst.edge.server.memory import PageMemory

log = logging.getLogger("standfirst.edge")

LOOK_EVERY = 0.05
PASSING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY}
"""Somebody holds a lock, or has to recover the log first: worth waiting for."""
LONGEST_WAIT = 2.0


class SqliteFeed:
    """Looks for new rows whenever the database says that another connection has changed it.

    SQLite's writers stand in line, so ids are in commit order without holes. A hole, or ids that begin again, mean that
    rows were missed: then nothing in memory can be trusted, since one of them may have been a drop.
    """

    def __init__(self, path: Path, memory: PageMemory[Any]) -> None:
        self._path = path
        self._memory = memory
        self._database: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._version = -1
        self._last: int | None = None
        self._looked_at = time.monotonic()
        self._complained = False

    async def follow(self) -> None:
        try:
            while True:
                self.catch_up()
                await asyncio.sleep(LOOK_EVERY)
        finally:
            self._close()

    def catch_up(self) -> None:
        try:
            self._look()
            self._looked_at = time.monotonic()
            self._complained = False
        except (sqlite3.Error, OSError) as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in PASSING:
                if time.monotonic() > self._looked_at + LONGEST_WAIT:
                    self._lose_sight(error)
                return
            # Whatever is there next time may be another database, even under the same inode.
            self._close()
            self._last = None
            self._lose_sight(error)

    def _lose_sight(self, error: Exception) -> None:
        if not self._complained:
            log.warning("Purges can't be read, so no page is kept as fresh: %s", error)
        self._complained = True
        if self._memory.in_sight:
            self._memory.lose_sight()

    def _look(self) -> None:
        status = os.stat(self._path)
        file = (status.st_dev, status.st_ino)
        if file != self._file:
            self._close()
            # Another database: nothing that was held need be true in it.
            self._last, self._file = None, file
        if self._database is None:
            self._database = _open(self._path)
            self._version = -1
        version = self._database.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version or not self._memory.in_sight:
            self._read(self._database)
            self._version = version

    def _read(self, database: sqlite3.Connection) -> None:
        rows, newest = _rows_after(database, self._last or 0)
        first = rows[0][0] if rows else newest + 1
        if self._last is None or first != self._last + 1 or newest < self._last:
            self._last = newest
            self._memory.regain_sight(missed=True)
            return
        for number, tags, drop in rows:
            self._memory.purge(tags.split(), drop=bool(drop))
            self._last = number
        if not self._memory.in_sight:
            self._memory.regain_sight(missed=False)

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
        self._database = None


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=0, isolation_level=None)


def _rows_after(database: sqlite3.Connection, last: int) -> tuple[list[tuple[int, str, int]], int]:
    """The rows since `last`, and the highest id there ever was: it tells of rows that came and went unseen."""
    database.execute("BEGIN")
    try:
        found = database.execute("SELECT id, tags, is_drop FROM edge_purge WHERE id > ? ORDER BY id", [last])
        rows: list[tuple[int, str, int]] = found.fetchall()
        newest = database.execute("SELECT seq FROM sqlite_sequence WHERE name = 'edge_purge'").fetchone()
    finally:
        # One snapshot for both, and no longer: an open one would keep the log from being cleared.
        database.rollback()
    return rows, newest[0] if newest else 0
