"""Hears of purges in commit order, from the database in which they were announced."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from standfirst.edge.server.memory import PageMemory
from standfirst.edge.server.pages import Page
from standfirst.edge.server.purges_postgres import PostgresFeed
from standfirst.edge.server.purges_sqlite import SqliteFeed


class PurgeFeed(Protocol):
    """Carries purges into the memory, and tells it when none can be heard."""

    async def follow(self) -> None:
        """Go on until cancelled, whatever happens to the database."""

    def catch_up(self) -> None:
        """Take in what is committed by now, as far as that is possible at once."""


def feed_for(database_url: str, memory: PageMemory[Page]) -> PurgeFeed:
    if database_url.startswith("sqlite:"):
        # Two slashes at the beginning would be a host's name in the address that SQLite is given.
        path = "/" + unquote(urlsplit(database_url).path).lstrip("/")
        return SqliteFeed(Path(path), memory)
    return PostgresFeed(database_url, memory)
