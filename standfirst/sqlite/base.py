"""Django's SQLite, where those who want to write stand in line.

SQLite has one writer. Whoever finds it busy sleeps for a time that grows to a tenth of a second and asks again, so
that those who come later are served first, and nobody writes while the unlucky sleep. Here the threads of a process
wait for each other in a line, and the first of it, whom only another process can keep waiting, asks every millisecond.
"""

from __future__ import annotations

import time
from collections import defaultdict
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from standfirst.sqlite.line import Line

ASK_EVERY = 0.001
# The stubs of Django's know nothing of the methods below, which its databases replace.
Django: Any = base.DatabaseWrapper
_lines: defaultdict[str, Line] = defaultdict(Line)


class DatabaseWrapper(Django):  # type: ignore[misc]  # see above
    """Its transactions begin with the right to write (`transaction_mode`), so that is where they wait."""

    _line: Line | None = None

    def _start_transaction_under_autocommit(self) -> None:
        """Raises OperationalError, as SQLite does, where the turn does not come within its `timeout`."""
        seconds = self.settings_dict["OPTIONS"].get("timeout", 5)
        give_up = time.monotonic() + seconds
        line = _lines[str(self.settings_dict["NAME"])]
        if not line.enter(seconds=seconds):
            raise OperationalError("database is locked")
        self._line = line
        try:
            self.connection.execute("PRAGMA busy_timeout = 0")
            self._begin(give_up=give_up)
        except BaseException:
            self._leave_line()
            raise
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")

    def _begin(self, *, give_up: float) -> None:
        while True:
            try:
                super()._start_transaction_under_autocommit()
                return
            except OperationalError as error:
                is_busy = "locked" in str(error) and time.monotonic() < give_up
                if not is_busy:
                    raise
            time.sleep(ASK_EVERY)

    def _commit(self) -> Any:
        try:
            return super()._commit()
        finally:
            self._leave_line()

    def _rollback(self) -> Any:
        try:
            return super()._rollback()
        finally:
            self._leave_line()

    def _close(self) -> Any:
        try:
            return super()._close()
        finally:
            self._leave_line()

    def _leave_line(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.leave()
