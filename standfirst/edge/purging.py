"""Tells every edge process which pages are no longer true, from inside the transaction that changed them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from itertools import batched

from django.db import connection, transaction

from standfirst import clock
from standfirst.edge.models import Purge
from standfirst.prepared import PreparedInsert

CHANNEL = "standfirst_purge"
KEEP = timedelta(minutes=10)
# A notification of PostgreSQL holds 8,000 bytes.
AT_ONCE = 200
_committed: ContextVar[set[str] | None] = ContextVar("committed_purges", default=None)


def purge_on_commit(*tags: str, drop: bool = False) -> None:
    """Every held page with one of `tags` is fetched anew once the running transaction has committed.

    With `drop` the held copies are thrown away and are never served again, not even while the app is away: for
    withdrawn stories and removed comments. Without it they may still be served, marked stale, during a restart.
    A rolled-back transaction purges nothing.
    """
    for tag in tags:
        if not tag or any(letter.isspace() for letter in tag):
            raise ValueError(f"A cache tag has no spaces: {tag!r}")
    collected = _committed.get()
    if collected is not None:
        transaction.on_commit(lambda: collected.update(tags))
    for some in batched(tags, AT_ONCE):
        _tell(some, drop=drop)


def _tell(tags: tuple[str, ...], *, drop: bool) -> None:
    if connection.vendor == "postgresql":
        # NOTIFY is delivered at commit, in commit order, to every edge process that listens.
        with transaction.atomic(savepoint=False), connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps({"tags": tags, "drop": drop})])
        return
    WRITE_PURGE(Purge(tags=" ".join(tags), is_drop=drop, created_at=clock.now()))


WRITE_PURGE = PreparedInsert(Purge)


@contextmanager
def committed_purges() -> Iterator[set[str]]:
    """Collects the tags whose purge has committed while the block runs."""
    collected: set[str] = set()
    token = _committed.set(collected)
    try:
        yield collected
    finally:
        _committed.reset(token)


def forget_old_purges(*, now: datetime) -> int:
    """Delete purges that every edge process has long read; one that slept longer starts with an empty memory."""
    deleted, _ = Purge.objects.filter(created_at__lt=now - KEEP).delete()
    return deleted
