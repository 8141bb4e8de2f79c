"""Runs all tests on SQLite, and beside them what may go otherwise on PostgreSQL. Sets up what they need.

Both at once, since tests with browsers and processes wait much: what PostgreSQL said is told when SQLite is done.
PostgreSQL: a server that answers (STANDFIRST_TEST_POSTGRES, or the usual places) is used; else a throw-away cluster is
started in a temporary folder, where its programs are installed; as root on Debian they are installed. Chromium
likewise. What can't be had is said in one line, and the rest is run. The runner's closing line comes last.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

REPOSITORY = Path(__file__).resolve().parents[1]
USUAL_SERVERS = (
    "postgresql://postgres@127.0.0.1:5432/postgres",
    "postgresql://root@127.0.0.1:5432/postgres",
    "postgresql://postgres:postgres@127.0.0.1:5432/postgres",
)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def say(line: str) -> None:
    print(line, flush=True)


def main() -> int:
    chromium = find_chromium()
    environ = {**os.environ, "STANDFIRST_CHROMIUM": chromium or ""}
    environ.pop("STANDFIRST_DATABASE_URL", None)
    marks = [] if chromium else ["-m", "not browser"]
    if not chromium:
        say("not run: the tests in a browser, since there is no Chromium here.")
    extra = sys.argv[1:]
    with postgresql() as url:
        if url is None:
            say("not run: the tests on PostgreSQL, since no server answers and its programs are not installed.")
            return run_tests(environ, [*marks, *extra])
        with tempfile.TemporaryFile() as heard:
            # What does not touch the database is run on SQLite.
            arguments = ["--ignore=tests/architecture", "--ignore=tests/browser", *marks, *extra]
            beside = start_tests({**environ, "STANDFIRST_DATABASE_URL": url}, arguments, workers=1, output=heard)
            try:
                say("on SQLite:")
                done = run_tests(environ, [*marks, *extra])
                beside_done = beside.wait()
            finally:
                if beside.poll() is None:
                    beside.terminate()
                    beside.wait()
            heard.seek(0)
            say("on PostgreSQL:\n" + heard.read().decode(errors="replace"))
    return done or beside_done


def start_tests(
    environ: dict[str, str], arguments: list[str], *, workers: int, output: IO[bytes] | None = None
) -> subprocess.Popen[bytes]:
    spread = ["-n", str(workers), "--dist", "loadgroup"] if workers > 1 else []
    command = [sys.executable, "-m", "pytest", *spread, *arguments]
    return subprocess.Popen(command, cwd=REPOSITORY, env=environ, stdout=output, stderr=output and subprocess.STDOUT)


def run_tests(environ: dict[str, str], arguments: list[str]) -> int:
    # One for each group of tests that wait for a browser or a process (tests/distribution.py), however few the cores.
    workers = max(3, min(4, os.cpu_count() or 3))
    return start_tests(environ, arguments, workers=workers).wait()


def find_chromium() -> str | None:
    """The path of a Chromium, installed first if we may."""
    given = os.environ.get("STANDFIRST_CHROMIUM")
    if given:
        return given
    for attempt in (False, True):
        for name in CHROMIUM_NAMES:
            if found := shutil.which(name):
                return found
        if attempt or not install("chromium"):
            break
    return None


def install(package: str) -> bool:
    """Install a Debian package, as root on Debian; False elsewhere or where it fails."""
    if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        return False
    say(f"installing {package} …")
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", package]):
        done = subprocess.run(command, env=environ, capture_output=True, check=False)
    return done.returncode == 0


@contextmanager
def postgresql() -> Iterator[str | None]:
    """The address of a server on which we may make databases; None if there is none to be had."""
    given = os.environ.get("STANDFIRST_TEST_POSTGRES")
    for url in [given] if given else USUAL_SERVERS:
        if may_make_databases(url):
            yield url
            return
    programs = find_programs()
    if programs is None and install("postgresql"):
        programs = find_programs()
    if programs is None:
        yield None
        return
    with throw_away_cluster(programs) as url:
        yield url


def may_make_databases(url: str) -> bool:
    import psycopg

    try:
        with psycopg.connect(url, connect_timeout=3, autocommit=True) as connection:
            row = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.Error:
        return False
    return bool(row and row[0])


def find_programs() -> Path | None:
    """The folder with initdb and pg_ctl, the newest version first."""
    found = [Path(path).parent for path in [shutil.which("initdb")] if path]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name, reverse=True)
    return next((folder for folder in found if (folder / "initdb").exists()), None)


@contextmanager
def throw_away_cluster(programs: Path) -> Iterator[str]:
    """A server of our own in a temporary folder, gone with it. It refuses root, so root starts it as postgres."""
    folder = Path(tempfile.mkdtemp(prefix="standfirst-postgresql-"))
    port = free_port()
    as_root = os.geteuid() == 0
    if as_root:
        shutil.chown(folder, "postgres")
    prefix = ["runuser", "-u", "postgres", "--"] if as_root else []

    def call(program: str, *arguments: str) -> None:
        subprocess.run(
            [*prefix, str(programs / program), *arguments], check=True, cwd=folder, stdout=subprocess.DEVNULL
        )

    data = str(folder / "data")
    say("starting a throw-away PostgreSQL …")
    call("initdb", "-D", data, "-U", "standfirst", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    call("pg_ctl", "-D", data, "-l", str(folder / "log"), "-w", "-o", options, "start")
    try:
        yield f"postgresql://standfirst@127.0.0.1:{port}/postgres"
    finally:
        call("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    sys.exit(main())
