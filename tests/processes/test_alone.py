"""Edge and app started each for itself, as on a fleet, with somebody between them who counts."""

from __future__ import annotations

import socket
import socketserver
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from conftest import REPOSITORY
from tests.prepared import environ_of
from tests.site import Answer, Site, until

pytestmark = pytest.mark.processes
READERS = 50


class Listener(socketserver.ThreadingUnixStreamServer):
    """Stands between edge and app, hands everything on, and remembers what was asked."""

    daemon_threads = True

    def __init__(self, *, here: Path, app: Path) -> None:
        super().__init__(str(here), Between)
        self.app = app
        self.asked = b""

    def times(self, path: str) -> int:
        return self.asked.count(f"GET {path} ".encode())


class Between(socketserver.BaseRequestHandler):
    server: Listener

    def handle(self) -> None:
        with socket.socket(socket.AF_UNIX) as app:
            app.connect(str(self.server.app))
            back = threading.Thread(target=self.pour, args=(app, self.request), daemon=True)
            back.start()
            self.pour(self.request, app)
            back.join(10)

    def pour(self, source: Any, target: Any) -> None:
        while chunk := source.recv(65536):
            if source is self.request:
                self.server.asked += chunk
            target.sendall(chunk)
        target.shutdown(socket.SHUT_WR)


@contextmanager
def alone(site: Site, part: str, **settings: str) -> Iterator[None]:
    """One process without a supervisor, stopped afterwards."""
    process = subprocess.Popen(
        [sys.executable, "-m", "standfirst", part], cwd=REPOSITORY, env=environ_of(site.places, **settings)
    )
    try:
        yield
    finally:
        process.terminate()
        assert process.wait(15) == 0


def test_fifty_readers_who_come_at_once_cost_one_render(stopped_site: Site) -> None:
    site, path = stopped_site, "/?everybody=1"
    with tempfile.TemporaryDirectory(prefix="sf-") as folder:
        app, between = Path(folder, "app.sock"), Path(folder, "between.sock")
        with (
            alone(site, "app", APP_SOCKET=str(app)),
            Listener(here=between, app=app) as listener,
            alone(site, "edge", APP_SOCKET=str(between), PORT=str(site.port)),
            ThreadPoolExecutor(READERS) as readers,
        ):
            threading.Thread(target=listener.serve_forever, daemon=True).start()
            until(app.exists, within=30, what="the app's socket")
            until(site.answers, within=30, what="the edge's port")
            until(lambda: site.ask("/-/edge").status == 200, within=30, what="the app behind the edge")
            together = threading.Barrier(READERS)

            def read(_: int) -> Answer:
                together.wait()
                return site.ask(path)

            answers = list(readers.map(read, range(READERS)))
            assert {answer.status for answer in answers} == {200}
            assert len({answer.text for answer in answers}) == 1
            assert listener.times(path) == 1
            listener.shutdown()


def test_an_app_that_is_not_told_its_socket_says_so(stopped_site: Site) -> None:
    command = [sys.executable, "-m", "standfirst", "app"]
    done = subprocess.run(
        command, cwd=REPOSITORY, env=environ_of(stopped_site.places), capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("error: the app needs STANDFIRST_APP_SOCKET")
