"""Real sites for the tests that need one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.site import Site, prepared_site, running_site


@pytest.fixture(scope="session")
def site(django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """A running site with the demo paper, shared by the tests of this worker: leave it running, and tidy enough."""
    with running_site(django_db_blocker) as site:
        yield site


@pytest.fixture
def fresh_site(django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """A running site for this test alone, which may do with it what it likes."""
    with running_site(django_db_blocker) as site:
        yield site


@pytest.fixture
def stopped_site(django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """A prepared site that the test starts itself."""
    with prepared_site(django_db_blocker) as site:
        yield site
