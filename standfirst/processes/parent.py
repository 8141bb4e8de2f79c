"""A process that was started by another ends when that one is gone, however it went."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable

SECONDS = 0.5


def follow_parent(stop: Callable[[], None] | None = None, *, by_name: bool = False) -> None:
    """Watch the parent from a thread; when it is gone, call `stop` (by default: send ourselves SIGTERM).

    `by_name`: for what the supervisor starts itself, which tells its number in STANDFIRST_PARENT_PID.

    A supervisor killed with SIGKILL can't tell its children; without this they would keep port, socket and database.
    """
    # The supervisor says who it is: it may be gone before we have come to ask who our parent is.
    parent = int(os.environ.get("STANDFIRST_PARENT_PID") or 0) if by_name else os.getppid()
    parent = parent or os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(SECONDS)
        if stop is not None:
            stop()
        else:
            os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="follow-parent", daemon=True).start()
