"""A whole site, as `standfirst run` starts it: edge, app and worker on a port of its own, with a demo paper in it."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from pytest_django import DjangoDbBlocker

from conftest import REPOSITORY, use_database
from standfirst.processes.places import Places
from tests.prepared import copy_paper, drop_database, environ_of, run_command
from tests.process_tree import alive, descendants

READY_WITHIN = 60.0
STOPPED_WITHIN = 20.0
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
_numbers = count(1)


def until[Found](condition: Callable[[], Found], *, within: float = 10.0, what: str = "") -> Found:
    """Wait until a condition holds and return what it gave; fail loudly when it does not come."""
    give_up = time.monotonic() + within
    while not (found := condition()):
        if time.monotonic() > give_up:
            raise AssertionError(f"It did not happen within {within} seconds: {what or condition}")
        time.sleep(0.02)
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True)
class Answer:
    """What came back for one request, with nothing followed."""

    status: int
    headers: Mapping[str, str]
    text: str
    cookies: tuple[str, ...]

    @property
    def cache(self) -> str:
        """hit, miss, stale or pass, as the edge says."""
        return self.headers.get("edge-cache", "")

    @property
    def location(self) -> str:
        return self.headers.get("location", "")


@dataclass
class Site:
    """One running site. `base_url` is where it answers (without a slash at the end), `home` where its files lie."""

    places: Places
    database: str
    blocker: DjangoDbBlocker
    supervisor: subprocess.Popen[bytes] | None = None
    settings: dict[str, str] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)

    @property
    def base_url(self) -> str:
        return self.places.base_url

    @property
    def home(self) -> Path:
        return self.places.home

    @property
    def port(self) -> int:
        return self.places.port

    @property
    def log(self) -> str:
        """What supervisor and processes have said since the last start."""
        return (self.home / "site.log").read_text(encoding="utf-8", errors="replace")

    def start(self) -> None:
        """Start it and wait for its `ready:` line."""
        self.launch()
        until(self._is_ready_or_gone, within=READY_WITHIN, what=f"ready: of {self.base_url}")
        assert f"ready: {self.base_url}/" in self.log, self.log

    def launch(self) -> None:
        """Start it and don't wait. The port comes from the settings where they name one."""
        port = [] if "PORT" in self.settings else ["--port", str(self.port)]
        with (self.home / "site.log").open("wb") as log:
            self.supervisor = subprocess.Popen(
                [sys.executable, "-m", "standfirst", "run", *port],
                cwd=REPOSITORY,
                env=environ_of(self.places, **self.settings),
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop it as a person or a machine does; nothing may be left of it."""
        if self.supervisor is None:
            return
        self.pids()
        supervisor, self.supervisor = self.supervisor, None
        if supervisor.poll() is None:
            supervisor.send_signal(how)
        try:
            code = supervisor.wait(STOPPED_WITHIN)
        except subprocess.TimeoutExpired:
            supervisor.kill()
            supervisor.wait()
            raise AssertionError(f"The site did not stop:\n{self.log}") from None
        assert code == 0, f"exit code {code}:\n{self.log}"
        assert not self.left_running(), self.log
        assert not self.answers()

    def kill(self, part: str) -> int:
        """End a part with SIGKILL, as the machine does when memory is short; returns the process that was."""
        killed = self.pids()[part]
        os.kill(killed, signal.SIGKILL)
        if part == "supervisor" and self.supervisor is not None:
            self.supervisor.wait()
            self.supervisor = None
        return killed

    @contextmanager
    def without(self, *parts: str) -> Iterator[dict[str, int]]:
        """These parts are dead while the block runs. The supervisor is held still and starts them again afterwards."""
        assert self.supervisor is not None
        self.supervisor.send_signal(signal.SIGSTOP)
        killed = {part: pid for part, pid in self.pids().items() if part in parts}
        try:
            for pid in killed.values():
                os.kill(pid, signal.SIGKILL)
            yield killed
        finally:
            self.supervisor.send_signal(signal.SIGCONT)
        for part, pid in killed.items():
            until(lambda: self.pids().get(part, pid) != pid, what=f"a new {part}")  # noqa: B023 - called at once

    def pids(self) -> dict[str, int]:
        """The processes by name: supervisor, edge, app, app worker (granian's child that runs Django), worker."""
        assert self.supervisor is not None
        found = {"supervisor": self.supervisor.pid}
        for process in descendants(self.supervisor.pid):
            name = process.command.rpartition(" ")[2]
            found["app worker" if process.parent == found.get("app") else name] = process.pid
        self.seen.update(found.values())
        return found

    def left_running(self) -> list[int]:
        """Processes of this site, of all that were ever seen, that still live."""
        return [pid for pid in self.seen if alive(pid)]

    def answers(self) -> bool:
        """Whether anything listens on the port."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        fields: Mapping[str, str] | None = None,
        cookies: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float = 30,
    ) -> Answer:
        """One request over a connection of its own. With `fields` it is a form posted from a page of the paper."""
        asked = {**(SAME_ORIGIN if fields is not None or method != "GET" else {}), **(headers or {})}
        body = None
        if fields is not None:
            method, body = "POST", urlencode(fields)
            asked["Content-Type"] = "application/x-www-form-urlencoded"
        if cookies:
            asked["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body=body, headers=asked)
            response = connection.getresponse()
            got = {name.lower(): value for name, value in response.getheaders()}
            text = response.read().decode("utf-8", errors="replace")
            return Answer(response.status, got, text, tuple(response.headers.get_all("Set-Cookie") or ()))
        finally:
            connection.close()

    def command(self, *arguments: str) -> str:
        """One command of ours (`recount`, "--check") in this installation; what it said. Fails if it fails."""
        return run_command(self.places, *arguments)

    @contextmanager
    def open_database(self) -> Iterator[None]:
        """Django in this process looks into the site's database, as one more process of the site would."""
        from django.conf import settings
        from django.db import connections

        before = str(settings.DATABASES["default"]["NAME"])
        with self.blocker.unblock():
            use_database(self.database)
            try:
                yield
            finally:
                connections.close_all()
                use_database(before)

    def _is_ready_or_gone(self) -> bool:
        assert self.supervisor is not None
        return any(line.startswith("ready: ") for line in self.log.splitlines()) or self.supervisor.poll() is not None


@contextmanager
def prepared_site(blocker: DjangoDbBlocker) -> Iterator[Site]:
    """A site with a paper of its own, not started yet; stopped and taken away afterwards."""
    home = Path(tempfile.mkdtemp(prefix="standfirst-site-")).resolve()
    database = f"sf_site_{os.getpid()}_{next(_numbers)}"
    try:
        places = copy_paper(home, port=free_port(), database=database)
        name = database if places.database_url.startswith("postgresql") else str(home / "standfirst.sqlite3")
        site = Site(places=places, database=name, blocker=blocker)
        try:
            yield site
        finally:
            site.stop()
    finally:
        drop_database(database)
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def running_site(blocker: DjangoDbBlocker) -> Iterator[Site]:
    with prepared_site(blocker) as site:
        site.start()
        yield site
