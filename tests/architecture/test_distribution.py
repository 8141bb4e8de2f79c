"""What runs on one database only says what proves the rest on both."""

from __future__ import annotations

from conftest import REPOSITORY
from tests.distribution import ON_SQLITE_ALONE


def test_the_files_that_run_on_sqlite_alone_are_there() -> None:
    assert [file for file in ON_SQLITE_ALONE if not (REPOSITORY / file).is_file()] == []


def test_what_stands_for_them_runs_on_both() -> None:
    named = {file for files in ON_SQLITE_ALONE.values() for file in files}
    assert [file for file in sorted(named) if not (REPOSITORY / file).is_file()] == []
    assert named.isdisjoint(ON_SQLITE_ALONE)


def test_no_file_about_actions_constraints_or_races_runs_on_sqlite_alone() -> None:
    """Each desk's actions and queries are proven on both: the files that are named like them stay."""
    always = (
        "concurrency",
        "two_workers",
        "embargo",
        "search",
        "ledger",
        "publishing",
        "decisions",
        "posting",
        "taking",
    )
    assert [file for file in ON_SQLITE_ALONE if file.removesuffix(".py").endswith(always)] == []
