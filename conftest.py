"""What all tests share: a migrated database, copied instead of migrated again, and a home folder of their own.

Which database: STANDFIRST_DATABASE_URL, as in production; without it SQLite. Migrating takes ten seconds, copying a
migrated database a few milliseconds, so it is migrated once and kept below the home folder until a migration changes.
Two things are copied from it: the database that each worker begins with, and the demo paper (see tests/prepared.py).
"""

from __future__ import annotations

import fcntl
import gc
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import pytest
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key

if TYPE_CHECKING:
    from django.test import Client

REPOSITORY = Path(__file__).resolve().parent
# Before Django reads its settings: tests never touch the home folder of a site.
SITE_HOME = Path(os.environ.get("STANDFIRST_HOME", REPOSITORY / "var"))
# Given on to parallel workers, whose STANDFIRST_HOME is already that of this run.
TEST_HOME = Path(os.environ.setdefault("STANDFIRST_TEST_HOME", str(SITE_HOME / "test")))
RUN_HOME = Path(tempfile.mkdtemp(prefix="standfirst-test-"))
os.environ["STANDFIRST_HOME"] = str(RUN_HOME)
for name in ("MODE", "SECRET_KEY", "BASE_URL", "SMTP_URL", "PAPER_NAME", "WEBSUB_HUB"):
    os.environ.pop(f"STANDFIRST_{name}", None)


# Hundreds of modules are read, and what is in them lives as long as the run: looking among it for rubbish at every turn
# took a sixth of the suite's time.
gc.set_threshold(50_000, 20, 50)


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    shutil.rmtree(RUN_HOME, ignore_errors=True)


def pytest_configure() -> None:
    import hypothesis
    from django.conf import settings
    from django.test import TransactionTestCase, override_settings
    from hypothesis.configuration import set_hypothesis_home_dir

    set_hypothesis_home_dir(TEST_HOME / "hypothesis")
    # Enough to find what is commonly wrong in every run; `HYPOTHESIS_PROFILE=deep` looks further.
    # Where each example costs a database a test tries fewer: `few_examples` in tests/chance.py.
    hypothesis.settings.register_profile("suite", max_examples=40)
    hypothesis.settings.register_profile("deep", max_examples=1000)
    hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

    # What a test has committed is not emptied out, which tables that only grow refuse: the database is replaced.
    TransactionTestCase._fixture_teardown = lambda self: None  # type: ignore[attr-defined]
    override_settings(
        # Names without content hashes: tests need no collected static files.
        STORAGES={
            **settings.STORAGES,
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        # Django's settings were read before this file: pictures and documents go where they are thrown away.
        MEDIA_ROOT=RUN_HOME / "media",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        MAILERS={"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}},
        ALLOWED_HOSTS=[*settings.ALLOWED_HOSTS, "testserver"],
    ).enable()


COPIES = pytest.StashKey["SQLiteCopies | PostgreSQLCopies"]()


def fingerprint(*patterns: str) -> str:
    """Of the files below the package that fit, and of the locked dependencies."""
    digest = hashlib.sha256((REPOSITORY / "requirements" / "runtime.txt").read_bytes())
    for path in sorted({path for pattern in patterns for path in REPOSITORY.glob(f"standfirst/{pattern}")}):
        digest.update(f"{path.relative_to(REPOSITORY)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def migrations_fingerprint() -> str:
    return fingerprint("*/migrations/*.py", "**/groups.py", "**/append_only.py")


def founding_fingerprint() -> str:
    own = fingerprint("**/founding.py", "stories/tests/factories.py")
    return f"{migrations_fingerprint()[:8]}{own[:8]}"


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Holds a lock among all test processes of this machine."""
    TEST_HOME.mkdir(parents=True, exist_ok=True)
    with (TEST_HOME / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make_tables(url: str) -> None:
    """Run all migrations in the database at this address."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("STANDFIRST_")}
    environ = inherited | {"STANDFIRST_DATABASE_URL": url, "STANDFIRST_HOME": str(RUN_HOME)}
    subprocess.run([sys.executable, "-m", "tests.making", "tables"], cwd=REPOSITORY, env=environ, check=True)


class SQLiteCopies:
    """A migrated file, copied for each worker."""

    def __init__(self, worker: str) -> None:
        self.migrated = TEST_HOME / f"migrated-{migrations_fingerprint()}.sqlite3"
        self.template = TEST_HOME / f"template-{founding_fingerprint()}.sqlite3"
        self.copy = RUN_HOME / f"{worker}.sqlite3"

    def migrate(self) -> None:
        with one_at_a_time("sqlite-tables"):
            if self.migrated.exists():
                return
            for old in [*TEST_HOME.glob("migrated-*.sqlite3*"), *TEST_HOME.glob("template-*.sqlite3*")]:
                old.unlink()
            unfinished = self.migrated.with_suffix(".unfinished")
            make_tables(f"sqlite://{unfinished}")
            _into_one_file(unfinished)
            unfinished.rename(self.migrated)

    def copy_migrated(self, target: str) -> None:
        """The tables with what migrations put in, and nothing else, as a file of its own."""
        self.migrate()
        shutil.copyfile(self.migrated, target)

    def make_template(self) -> None:
        with one_at_a_time("sqlite"):
            if self.template.exists():
                return
            unfinished = self.template.with_suffix(".unfinished")
            self.copy_migrated(str(unfinished))
            found_test_paper(str(unfinished))
            _into_one_file(unfinished)
            unfinished.rename(self.template)

    def restore(self) -> str:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.copy}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(self.template, self.copy)
        return str(self.copy)

    def drop(self) -> None:
        self.copy.unlink(missing_ok=True)


def _into_one_file(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")


class PostgreSQLCopies:
    """A migrated database, copied by PostgreSQL itself for each worker."""

    def __init__(self, worker: str) -> None:
        self.url = os.environ["STANDFIRST_DATABASE_URL"]
        self.migrated = f"sf_migrated_{migrations_fingerprint()}"
        self.template = f"sf_template_{founding_fingerprint()}"
        self.copy = f"sf_test_{os.getpid()}_{worker}"

    def at(self, name: str) -> str:
        return urlunsplit(urlsplit(self.url)._replace(path=f"/{name}"))

    def run(self, *statements: str) -> None:
        import psycopg

        with psycopg.connect(self.at("postgres"), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def exists(self, name: str) -> bool:
        import psycopg

        with psycopg.connect(self.at("postgres"), autocommit=True) as connection:
            row = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        return row is not None

    def migrate(self) -> None:
        with one_at_a_time("postgresql-tables"):
            if self.exists(self.migrated):
                return
            unfinished = f"{self.migrated}_unfinished"
            self.run(f"DROP DATABASE IF EXISTS {unfinished}", f"CREATE DATABASE {unfinished} TEMPLATE template0")
            make_tables(self.at(unfinished))
            self.run(f"ALTER DATABASE {unfinished} RENAME TO {self.migrated}")

    def copy_migrated(self, target: str) -> None:
        """The tables with what migrations put in, and nothing else, as a database of this name."""
        self.migrate()
        with one_at_a_time("postgresql-tables"):
            self.run(
                f"DROP DATABASE IF EXISTS {target} WITH (FORCE)",
                f"CREATE DATABASE {target} TEMPLATE {self.migrated}",
            )

    def make_template(self) -> None:
        with one_at_a_time("postgresql"):
            if self.exists(self.template):
                return
            unfinished = f"{self.template}_unfinished"
            self.copy_migrated(unfinished)
            found_test_paper(unfinished)
            self.run(f"ALTER DATABASE {unfinished} RENAME TO {self.template}")

    def restore(self) -> str:
        with one_at_a_time("postgresql"):
            self.run(
                f"DROP DATABASE IF EXISTS {self.copy} WITH (FORCE)",
                f"CREATE DATABASE {self.copy} TEMPLATE {self.template}",
            )
        return self.copy

    def drop(self) -> None:
        self.run(f"DROP DATABASE IF EXISTS {self.copy} WITH (FORCE)")


def copies_for_this_worker() -> SQLiteCopies | PostgreSQLCopies:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return PostgreSQLCopies(worker) if is_postgresql() else SQLiteCopies(worker)


def found_test_paper(name: str) -> None:
    """A front and one section, as nearly every test begins with; founding them takes longer than most tests."""
    from django.db import connection
    from django_tasks_db.models import DBTaskResult

    from standfirst.edge.models import Purge
    from standfirst.stories.tests.factories import make_section

    use_database(name)
    make_section()
    # What founding left behind is nobody's business: tests count from nothing.
    DBTaskResult.objects.all().delete()
    Purge.objects.all().delete()
    connection.close()


def use_database(name: str) -> None:
    from django.conf import settings
    from django.db import connection

    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


def is_postgresql() -> bool:
    return os.environ.get("STANDFIRST_DATABASE_URL", "").startswith("postgres")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What runs where: see tests/distribution.py."""
    from tests.distribution import group_what_shares_a_site, runs_on_both

    group_what_shares_a_site(items)
    if not is_postgresql():
        return
    asked = [item for item in items if touches_the_database(item) and runs_on_both(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in asked])
    items[:] = asked


def touches_the_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "site", "fresh_site", "stopped_site"}
    marked = any(item.get_closest_marker(name) is not None for name in ("django_db", "processes"))
    return marked or not fixtures.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def database_copies(request: pytest.FixtureRequest) -> SQLiteCopies | PostgreSQLCopies:
    return copies_for_this_worker()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker, database_copies: SQLiteCopies | PostgreSQLCopies
) -> Iterator[None]:
    """In place of pytest-django's: a copy of the migrated database."""
    request.config.stash[COPIES] = database_copies
    with django_db_blocker.unblock():
        database_copies.make_template()
        use_database(database_copies.restore())
    yield
    with django_db_blocker.unblock():
        from django.db import connections

        connections.close_all()
        database_copies.drop()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """A test that commits leaves its rows behind; the next one gets a fresh copy, with what migrations put in.

    A hook and not a fixture: it must come after pytest-django has closed its own.
    """
    yield
    marker = item.get_closest_marker("django_db")
    copies = item.config.stash.get(COPIES, None)
    if copies is None or marker is None or not marker.kwargs.get("transaction"):
        return
    if nextitem is None:
        # After the last test the database is dropped already.
        return
    with item.config.stash[blocking_manager_key].unblock():
        from django.db import connections

        connections.close_all()
        use_database(copies.restore())


@pytest.fixture
def client() -> Client:
    """A browser that tells where it comes from, as all present ones do; forms carry no tokens."""
    from django.test import Client

    return Client(headers={"Sec-Fetch-Site": "same-origin"})


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests() -> None:
    """Limits by address and key count in the cache; each test begins with none used up."""
    from django.core.cache import cache

    cache.clear()
