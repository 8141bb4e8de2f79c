"""Hears purges as an edge process does, on whichever database the tests run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection

from standfirst.edge.models import Purge
from standfirst.edge.purging import CHANNEL, purge_on_commit

Heard = list[tuple[list[str], bool]]


@contextmanager
def hearing() -> Iterator[Heard]:
    """A list that holds, once the block has ended, every purge announced in it: its tags, and whether it drops."""
    heard: Heard = []
    if connection.vendor == "postgresql":
        database: Any = connection.get_connection_params()
        names = ("dbname", "user", "password", "host", "port")
        address = {name: database[name] for name in names if database.get(name)}
        with psycopg.connect(**address, autocommit=True) as listener:
            listener.execute(f"LISTEN {CHANNEL}")
            yield heard
            purge_on_commit("enough")
            for notify in listener.notifies(timeout=10):
                told = json.loads(notify.payload)
                if told["tags"] == ["enough"]:
                    return
                heard.append((told["tags"], told["drop"]))
        raise AssertionError("The listener heard nothing.")
    yield heard
    heard += [(purge.tags.split(), purge.is_drop) for purge in Purge.objects.order_by("id")]
