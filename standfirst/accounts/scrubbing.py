"""What a database keeps of rows that are gone. One of the few files that ask which database it is."""

from __future__ import annotations

from django.db import connection


def leave_no_remains() -> None:
    """On SQLite, put the journal's pages into the database and empty the journal.

    Freed places in the database itself are written over with zeros as they are freed (`secure_delete`, in the
    settings). On PostgreSQL this is the work of its own vacuuming, which needs no help.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            # Where somebody reads at this moment, the journal stays until it is written over.
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.fetchall()
