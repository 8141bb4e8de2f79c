"""A database of our own on a PostgreSQL server that answers, and what its server processes cost."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg.sql import SQL, Identifier

from benchmarks.figures import NotMeasured
from benchmarks.processes import cpu_seconds

USUAL_SERVERS = (
    "postgresql://postgres@127.0.0.1:5432/postgres",
    "postgresql://root@127.0.0.1:5432/postgres",
    "postgresql://postgres:postgres@127.0.0.1:5432/postgres",
)


@dataclass(frozen=True)
class Database:
    """`safe`: the server waits for the disk at each commit, as it does unless somebody has told it not to."""

    url: str
    name: str
    safe: bool

    def server_cpu_seconds(self) -> float | None:
        """Of the server's processes for this database that are connected now; None where they can't be seen."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            rows = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()", [self.name]
            ).fetchall()
        try:
            return cpu_seconds(*(pid for (pid,) in rows)) if rows else None
        except (ProcessLookupError, PermissionError):
            return None


@contextmanager
def own_database() -> Iterator[Database]:
    """An empty database, dropped at the end. Raises NotMeasured where no server answers."""
    server = find_server()
    name = f"sf_bench_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(Identifier(name)))
        waits = [connection.execute(f"SHOW {one}").fetchone() for one in ("fsync", "synchronous_commit")]
    try:
        yield Database(urlunsplit(urlsplit(server)._replace(path=f"/{name}")), name, waits == [("on",), ("on",)])
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


def find_server() -> str:
    """The address of a server on this machine on which we may make databases."""
    given = os.environ.get("STANDFIRST_TEST_POSTGRES")
    for url in (given,) if given else USUAL_SERVERS:
        with suppress(psycopg.Error), psycopg.connect(url, connect_timeout=3) as connection:
            may = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            if may and may[0]:
                return url
    raise NotMeasured("no PostgreSQL server answers (STANDFIRST_TEST_POSTGRES names one)")


def server_version() -> str:
    """For the table: empty where there is none."""
    try:
        with psycopg.connect(find_server()) as connection:
            return f"PostgreSQL {connection.info.server_version // 10000}"
    except NotMeasured:
        return ""
