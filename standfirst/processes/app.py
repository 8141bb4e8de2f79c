"""The app process: Django under granian's WSGI, on a unix socket that only the edge speaks to."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from standfirst.processes.parent import follow_parent


def serve() -> None:
    """Serve until SIGTERM. One process with a few threads: SQLite has one writer, and Python one interpreter lock."""
    told = os.environ.get("STANDFIRST_APP_SOCKET")
    if not told:
        sys.exit("error: the app needs STANDFIRST_APP_SOCKET, the unix socket on which the edge asks it.")
    socket = Path(told)
    socket.unlink(missing_ok=True)
    follow_parent(by_name=True)
    Server(
        "standfirst.processes.wsgi:application",
        uds=socket,
        uds_permissions=0o600,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=int(os.environ.get("STANDFIRST_APP_THREADS") or 4),
        backlog=1024,
        backpressure=256,
        respawn_failed_workers=True,
        workers_kill_timeout=8,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()
