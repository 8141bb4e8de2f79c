"""A prepared demo paper, made once and copied for every site that a test starts.

Preparing takes a while: static files, pictures, thirty stories, all through the actions of a real site. It is kept
below the home folder of the tests until what the paper is made from changes; a changed stylesheet only has the static
files collected again. The tables are those of the other tests; pictures are drawn once for all databases.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from unittest import mock
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from conftest import REPOSITORY, TEST_HOME, copies_for_this_worker, fingerprint, is_postgresql, one_at_a_time
from standfirst.processes.places import Places
from standfirst.processes.stamps import is_prepared, write_stamp

KIND = "postgresql" if is_postgresql() else "sqlite"
LONGEST_PREPARATION = 240
DEMO = ("*/migrations/*.py", "demo/**/*.py", "demo/copy/**/*.*")
DRAWINGS = ("demo/drawing/*.py", "demo/pictures.py", "demo/credits.py", "demo/copy/pictures.toml")


def places_at(home: Path, *, port: int, database: str) -> Places:
    """The installation in `home` as `standfirst run` will see it, in the database of this name."""
    return Places(
        home=home,
        host="127.0.0.1",
        port=port,
        base_url=f"http://127.0.0.1:{port}",
        database_url=server_url(database) if is_postgresql() else f"sqlite://{home / 'standfirst.sqlite3'}",
        production=False,
    )


def environ_of(places: Places, **settings: str) -> dict[str, str]:
    """What its processes are started with: nothing of the tests' own settings."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("STANDFIRST_")}
    own = {"HOME": str(places.home), "DATABASE_URL": places.database_url, "BASE_URL": places.base_url, **settings}
    return inherited | {f"STANDFIRST_{name}": value for name, value in own.items()} | {"PYTHONUNBUFFERED": "1"}


def copy_paper(home: Path, *, port: int, database: str) -> Places:
    """A whole paper in `home` with a database of its own, ready to be started on `port`."""
    with one_at_a_time(f"papers-{KIND}"):
        original = prepare_paper()
        folders_of_a_run = shutil.ignore_patterns("run", "*.sqlite3*", "*.log")
        shutil.copytree(original.home, home, ignore=folders_of_a_run, dirs_exist_ok=True)
        copy_database(original, home, database)
    places = places_at(home, port=port, database=database)
    with environment_of(places):
        write_stamp(places)
    return places


def prepare_paper() -> Places:
    """The paper that is copied, brought up to date first."""
    home = (TEST_HOME / f"paper-{KIND}-{fingerprint(*DEMO)}").resolve()
    places = places_at(home, port=8000, database=original_database(home))
    if is_postgresql() and not database_exists(original_database(home)):
        shutil.rmtree(home, ignore_errors=True)
    with environment_of(places):
        if is_prepared(places):
            return places
    forget_older_papers(besides=home)
    if not home.exists():
        home.mkdir(parents=True)
        copies_for_this_worker().copy_migrated(
            original_database(home) if is_postgresql() else str(home / "standfirst.sqlite3")
        )
    # The first database has the pictures drawn, the second one takes them.
    drawings = str(TEST_HOME / f"drawings-{fingerprint(*DRAWINGS)}")
    run_python(places, "-m", "tests.making", "paper", TEST_DRAWINGS=drawings)
    with environment_of(places):
        write_stamp(places)
    return places


@contextmanager
def environment_of(places: Places) -> Iterator[None]:
    """This process has the settings of that installation: they count when it is asked whether all is prepared."""
    with mock.patch.dict(os.environ, environ_of(places), clear=True):
        yield


def run_command(places: Places, *arguments: str) -> str:
    """One command of ours in that installation; what it said. Fails with its words if it fails."""
    return run_python(places, "-m", "standfirst", *arguments)


def run_python(places: Places, *arguments: str, **settings: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=REPOSITORY,
        env=environ_of(places, **settings),
        capture_output=True,
        text=True,
        timeout=LONGEST_PREPARATION,
        check=False,
    )
    assert done.returncode == 0, f"python {' '.join(arguments)}:\n{done.stdout}{done.stderr}"
    return done.stdout


def forget_older_papers(*, besides: Path) -> None:
    for home in TEST_HOME.resolve().glob(f"paper-{KIND}-*"):
        if home != besides:
            drop_database(original_database(home))
            shutil.rmtree(home, ignore_errors=True)


def original_database(home: Path) -> str:
    # Two checkouts may share a server, but not a paper: its pictures lie in the folder.
    return f"sf_paper_{hashlib.sha256(str(home).encode()).hexdigest()[:16]}"


def copy_database(original: Places, home: Path, database: str) -> None:
    if is_postgresql():
        names = sql.Identifier(database), sql.Identifier(original_database(original.home))
        on_server(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(names[0]))
        on_server(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
        return
    source, target = (sqlite3.connect(folder / "standfirst.sqlite3") for folder in (original.home, home))
    with closing(source), closing(target):
        source.backup(target)


def drop_database(name: str) -> None:
    """On PostgreSQL; an SQLite file goes with its folder."""
    if is_postgresql():
        on_server(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def database_exists(name: str) -> bool:
    with psycopg.connect(server_url("postgres")) as connection:
        return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def on_server(statement: sql.Composed) -> None:
    with psycopg.connect(server_url("postgres"), autocommit=True) as connection:
        connection.execute(statement)


def server_url(database: str) -> str:
    return urlunsplit(urlsplit(os.environ["STANDFIRST_DATABASE_URL"])._replace(path=f"/{database}"))
