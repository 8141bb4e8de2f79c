"""Real sites to measure: `standfirst run` with the demo newspaper, each in a home folder of its own, on loopback."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.processes import command_of, cpu_seconds, descendants, stop
from standfirst.processes.places import Places

REPOSITORY = Path(__file__).resolve().parents[1]
READY_SECONDS = 300
LOOK_EVERY = 0.01


class SiteBroken(RuntimeError):
    """The site did not do what was asked of it. The message ends with what it said last."""


@dataclass(frozen=True)
class Site:
    """One installation that runs. `started_in` is the time it took from the command to its `ready:`, in seconds."""

    places: Places
    process: subprocess.Popen[bytes]
    started_in: float

    @property
    def host(self) -> str:
        return f"{self.places.host}:{self.places.port}"

    @property
    def environ(self) -> dict[str, str]:
        return environ_for(self.places)

    def cpu_seconds(self, *parts: str) -> float:
        """What these parts (`edge`, `app`, `worker`) have used since they were started."""
        return cpu_seconds(*(self.pid_of(part) for part in parts))

    def pid_of(self, part: str) -> int:
        for pid in descendants(self.process.pid):
            if command_of(pid)[-2:] == ["standfirst", part]:
                return pid
        raise SiteBroken(f"The {part} does not run. {last_words(self.places.home)}")

    def inside(self, task: str, **arguments: object) -> Any:
        """The answer of a function of `benchmarks.inside`, run with this site's settings in a process of its own."""
        return call_inside(self.places, task, **arguments)


class Sites:
    """Makes sites below one folder, which is deleted with all of them at the end."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="bench-", dir=folder))
        self.say = say
        # One port for all, one after the other: a prepared database knows its own address.
        self.port = free_port()
        self._prepared: Path | None = None

    def close(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def new_home(self) -> Path:
        return Path(tempfile.mkdtemp(prefix="home-", dir=self.folder))

    def places(self, *, home: Path, database_url: str = "") -> Places:
        return Places(
            home=home,
            host="127.0.0.1",
            port=self.port,
            base_url=f"http://127.0.0.1:{self.port}",
            database_url=database_url or f"sqlite://{home / 'standfirst.sqlite3'}",
            production=False,
        )

    @contextmanager
    def running(self, *, database_url: str = "") -> Iterator[Site]:
        """A site with a fresh demo newspaper; on SQLite unless another database, which must be empty, is named."""
        places = self.places(home=self.new_home(), database_url=database_url)
        if database_url:
            self.say("  building the demo newspaper …")
            prepare(places)
        else:
            shutil.copytree(self._prepared_home(), places.home, dirs_exist_ok=True)
        # Without it the site would look through everything again; nothing has changed but the folder's name.
        call_inside(places, "mark_as_prepared")
        with start(places) as site:
            yield site
        shutil.rmtree(places.home, ignore_errors=True)

    def _prepared_home(self) -> Path:
        """The demo newspaper takes half a minute of drawing: it is built once and copied."""
        if self._prepared is None:
            self.say("  building the demo newspaper …")
            home = self.new_home()
            prepare(self.places(home=home))
            self._prepared = home
        return self._prepared


@contextmanager
def start(places: Places) -> Iterator[Site]:
    """`standfirst run` until the block is left, however it is left."""
    log = places.home / "run.log"
    command = [sys.executable, "-m", "standfirst", "run", "--port", str(places.port)]
    begun = time.monotonic()
    with log.open("wb") as out:
        process = subprocess.Popen(  # noqa: S603 - our own program
            command, cwd=REPOSITORY, env=environ_for(places), stdout=out, stderr=out, start_new_session=True
        )
    try:
        while not any(line.startswith("ready:") for line in log.read_text(encoding="utf-8").splitlines()):
            if process.poll() is not None or time.monotonic() > begun + READY_SECONDS:
                raise SiteBroken(f"The site did not start. {last_words(places.home)}")
            time.sleep(LOOK_EVERY)
        yield Site(places, process, time.monotonic() - begun)
    finally:
        stop(process)


def prepare(places: Places) -> None:
    """The demo newspaper with all tasks done that it left, so that a worker that is measured finds nothing to do."""
    run_program(places, "standfirst", "prepare")
    run_program(places, "standfirst", "db_worker", "--batch", "--queue-name", "*", "--verbosity", "0")


def call_inside(places: Places, task: str, **arguments: object) -> Any:
    answer = run_program(places, "benchmarks.inside", task, json.dumps(arguments))
    return json.loads(answer.splitlines()[-1])


def run_program(places: Places, module: str, *arguments: str) -> str:
    """What a program of ours prints, run with this site's settings. Raises SiteBroken if it fails."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(  # noqa: S603 - our own program
        command, cwd=REPOSITORY, env=environ_for(places), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SiteBroken(f"{module} {' '.join(arguments)} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout


def environ_for(places: Places) -> dict[str, str]:
    """Nothing of the settings of whoever measures: a site under measurement has all its defaults."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("STANDFIRST_")}
    ours = {
        "STANDFIRST_HOME": str(places.home),
        "STANDFIRST_PORT": str(places.port),
        "STANDFIRST_BASE_URL": places.base_url,
        "STANDFIRST_DATABASE_URL": places.database_url,
        "DJANGO_SETTINGS_MODULE": "standfirst.settings",
        "PYTHONUNBUFFERED": "1",
    }
    return plain | ours


def last_words(home: Path) -> str:
    log = home / "run.log"
    return "It said last:\n" + log.read_text(encoding="utf-8", errors="replace")[-3000:] if log.exists() else ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
