"""A purge that is committed reaches the next reader; what was dropped is never seen again."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from aiohttp import web
from psycopg import sql

from standfirst.edge.server.tests.house import (
    CREATE,
    STORY,
    House,
    announce,
    database_path,
    execute,
    house,
    played,
    remove_database,
    until,
)

ANY_PURGE = "INSERT INTO edge_purge (tags, is_drop, created_at) VALUES ('x', 0, 0)"
POSTGRES = os.environ.get("STANDFIRST_TEST_POSTGRES", "postgresql://root@127.0.0.1:5432/postgres")


async def next_page(paper: House, body: str = "newer") -> None:
    """The story changes in the app, and the edge holds the version before."""
    assert (await paper.ask(STORY)).status == 200
    assert paper.holds_fresh(STORY)
    paper.app.page(STORY, body)


@played
async def test_a_purge_reaches_readers_within_two_seconds(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        await next_page(paper)
        announce(database_path(paper.edge.config), "front", "story:12")
        await until(lambda: not paper.holds_fresh(STORY), within=2)
        reply = await paper.ask(STORY)
        assert (reply.body, reply.cache) == (b"newer", "miss")


@played
async def test_a_purge_of_something_else_leaves_the_page(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        await next_page(paper)
        paper.purge("story:1")
        assert (await paper.ask(STORY)).cache == "hit"


@played
async def test_who_asks_after_a_purge_does_not_get_the_page_begun_before_it(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        gate = paper.app.gate = asyncio.Event()
        before = asyncio.create_task(paper.ask(STORY))
        await until(lambda: paper.app.seen)
        paper.purge("story:12")
        after = asyncio.create_task(paper.ask(STORY))
        await until(lambda: len(paper.app.seen) == 2)
        gate.set()
        assert (await before).status == (await after).status == 200
        assert paper.holds_fresh(STORY), "the later fetch is the one that is kept"


@played
async def test_a_page_purged_while_it_was_made_is_made_again_for_the_next_reader(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        gate = paper.app.gate = asyncio.Event()
        before = asyncio.create_task(paper.ask(STORY))
        await until(lambda: paper.app.seen)
        paper.purge("story:12")
        gate.set()
        assert (await before).body == b"fresh"
        assert not paper.holds_fresh(STORY)
        paper.app.page(STORY, "newer")
        assert (await paper.ask(STORY)).body == b"newer"


@played
async def test_a_page_dropped_while_it_was_made_is_asked_for_again(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        gate = paper.app.gate = asyncio.Event()
        before = asyncio.create_task(paper.ask(STORY))
        await until(lambda: paper.app.seen)
        paper.purge("story:12", drop=True)
        gate.set()
        await until(lambda: len(paper.app.seen) == 2)
        assert (await before).status == 200
        assert paper.app.times(STORY) == 2


@played
async def test_a_page_dropped_again_and_again_is_given_up(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        make = paper.app.says[STORY]

        async def withdrawn_meanwhile(request: web.BaseRequest) -> web.StreamResponse:
            paper.purge("story:12", drop=True)
            return await make(request)

        paper.app.says[STORY] = withdrawn_meanwhile
        assert (await paper.ask(STORY)).status == 503
        assert paper.app.times(STORY) == 3
        assert len(paper.edge.memory) == 0


@played
async def test_a_dropped_page_is_not_shown_even_while_the_app_is_away(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        await next_page(paper)
        await paper.app.stop()
        paper.purge("story:12", drop=True)
        reply = await paper.ask(STORY)
        assert reply.status == 503
        assert b"fresh" not in reply.body


@played
async def test_who_writes_sees_it_on_the_next_page_at_once(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        await next_page(paper)
        path = database_path(paper.edge.config)
        post = paper.app.says[STORY]

        async def posted(request: web.BaseRequest) -> web.StreamResponse:
            announce(path, "story:12")
            return await post(request)

        paper.app.says["/comments/post/12/"] = posted
        await paper.ask("/comments/post/12/", "POST", b"text=hello")
        assert (await paper.ask(STORY)).body == b"newer"


@played
async def test_what_the_app_says_it_purged_is_believed_before_the_database_tells(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        await next_page(paper)
        paper.app.page("/comments/post/12/", status=303, tags="", Edge_Purge="front story:12")
        reply = await paper.ask("/comments/post/12/", "POST", b"text=hello")
        assert "Edge-Purge" not in reply.headers
        assert (await paper.ask(STORY)).body == b"newer"


@played
async def test_before_the_table_is_there_pages_are_served_but_not_called_fresh(tmp_path: Path) -> None:
    async with house(tmp_path, following=False) as paper:
        assert [(await paper.ask(STORY)).cache for _ in range(2)] == ["miss", "miss"]
        execute(database_path(paper.edge.config))
        paper.edge.feed.catch_up()
        assert (await paper.ask(STORY)).cache == "miss"
        execute(database_path(paper.edge.config), CREATE)
        await until(lambda: paper.edge.memory.in_sight)
        assert [(await paper.ask(STORY)).cache for _ in range(2)] == ["miss", "hit"]


@played
async def test_purges_that_were_cleared_away_unread_empty_the_memory(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        await next_page(paper)
        path = database_path(paper.edge.config)
        execute(
            path,
            "INSERT INTO edge_purge (tags, is_drop, created_at) VALUES ('x', 0, 0), ('y', 1, 0), ('z', 0, 0)",
            "DELETE FROM edge_purge WHERE tags <> 'z'",
        )
        paper.edge.feed.catch_up()
        assert len(paper.edge.memory) == 0
        await next_page(paper)
        execute(path, ANY_PURGE, "DELETE FROM edge_purge")
        paper.edge.feed.catch_up()
        assert len(paper.edge.memory) == 0


@played
async def test_clearing_away_old_purges_changes_nothing(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        paper.purge("story:1")
        paper.purge("story:2")
        await next_page(paper)
        execute(database_path(paper.edge.config), "DELETE FROM edge_purge")
        paper.edge.feed.catch_up()
        assert paper.holds_fresh(STORY)
        paper.purge("story:12")
        assert not paper.holds_fresh(STORY)


@played
async def test_a_new_database_empties_the_memory(tmp_path: Path) -> None:
    async with house(tmp_path) as paper:
        paper.purge("story:1")
        await next_page(paper)
        path = database_path(paper.edge.config)
        remove_database(path)
        paper.edge.feed.catch_up()
        assert not paper.edge.memory.in_sight
        execute(path, CREATE, ANY_PURGE)
        await until(lambda: paper.edge.memory.in_sight)
        assert len(paper.edge.memory) == 0
        await next_page(paper)
        paper.purge("story:12")
        assert not paper.holds_fresh(STORY)


@played
async def test_a_database_put_in_place_of_the_other_empties_the_memory(tmp_path: Path) -> None:
    async with house(tmp_path, following=False) as paper:
        path = database_path(paper.edge.config)
        for name in (path, tmp_path / "restored.sqlite3"):
            with closing(sqlite3.connect(name)) as database:
                database.execute(CREATE)
                database.execute(ANY_PURGE)
                database.commit()
        await until(lambda: paper.edge.memory.in_sight)
        await next_page(paper)
        (tmp_path / "restored.sqlite3").rename(path)
        paper.edge.feed.catch_up()
        assert len(paper.edge.memory) == 0


@played
async def test_a_locked_database_is_waited_for_but_not_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with house(tmp_path, following=False) as paper:
        with closing(sqlite3.connect(database_path(paper.edge.config), isolation_level=None)) as database:
            database.execute(CREATE)
            await until(lambda: paper.edge.memory.in_sight)
            await next_page(paper)
            database.execute("BEGIN EXCLUSIVE")
            paper.edge.feed.catch_up()
            assert paper.holds_fresh(STORY)
            monkeypatch.setattr("standfirst.edge.server.purges_sqlite.LONGEST_WAIT", -1.0)
            paper.edge.feed.catch_up()
            assert not paper.holds_fresh(STORY)
            database.execute("ROLLBACK")
            paper.edge.feed.catch_up()
            await paper.ask(STORY)
            assert paper.holds_fresh(STORY)


@asynccontextmanager
async def postgres() -> AsyncIterator[str]:
    """A database of our own on a running PostgreSQL, so that nobody else's purges are heard."""
    name = f"standfirst_edge_{uuid4().hex[:12]}"
    try:
        server = await psycopg.AsyncConnection.connect(POSTGRES, autocommit=True, connect_timeout=3)
    except psycopg.Error:
        pytest.skip(f"No PostgreSQL answers at {POSTGRES}; set STANDFIRST_TEST_POSTGRES.")
    async with server:
        await server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield psycopg.conninfo.make_conninfo(POSTGRES, dbname=name)
        finally:
            await server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def url_of(conninfo: str) -> str:
    told = psycopg.conninfo.conninfo_to_dict(conninfo)
    password = f":{told['password']}" if "password" in told else ""
    return f"postgresql://{told.get('user', '')}{password}@{told['host']}:{told.get('port', 5432)}/{told['dbname']}"


async def notify(conninfo: str, payload: str) -> None:
    async with await psycopg.AsyncConnection.connect(conninfo) as connection:
        await connection.execute("SELECT pg_notify('standfirst_purge', %s)", [payload])


@played
async def test_a_purge_reaches_readers_through_postgresql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standfirst.edge.server.purges_postgres.CHECK_EVERY", 0.01)
    async with postgres() as conninfo, house(tmp_path, database_url=url_of(conninfo)) as paper:
        await next_page(paper)
        await notify(conninfo, json.dumps({"tags": ["story:12", "front"], "drop": False}))
        await until(lambda: not paper.holds_fresh(STORY), within=2)
        assert (await paper.ask(STORY)).body == b"newer"
        assert paper.holds_fresh(STORY)
        await notify(conninfo, json.dumps({"tags": ["story:12"], "drop": True}))
        await until(lambda: len(paper.edge.memory) == 0, within=2)
        await next_page(paper)
        await notify(conninfo, "no purge at all")
        await until(lambda: len(paper.edge.memory) == 0, within=2)


@played
async def test_what_postgresql_said_while_nobody_listened_may_have_been_a_drop(tmp_path: Path) -> None:
    async with postgres() as conninfo, house(tmp_path, database_url=url_of(conninfo)) as paper:
        await next_page(paper)
        seen = paper.edge.memory.purges_seen
        async with await psycopg.AsyncConnection.connect(conninfo) as connection:
            await connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        await until(lambda: paper.edge.memory.purges_seen >= seen + 2 and paper.edge.memory.in_sight)
        assert len(paper.edge.memory) == 0
        await next_page(paper)
        await notify(conninfo, json.dumps({"tags": ["story:12"], "drop": False}))
        await until(lambda: not paper.holds_fresh(STORY), within=2)


@played
async def test_without_postgresql_pages_are_served_but_not_called_fresh(tmp_path: Path) -> None:
    away = "postgresql://nobody@127.0.0.1:1/nothing"
    async with house(tmp_path, following=False, database_url=away) as paper:
        assert [(await paper.ask(STORY)).cache for _ in range(2)] == ["miss", "miss"]
        await paper.app.stop()
        assert (await paper.ask(STORY)).cache == "stale"
        tries = paper.edge.memory.purges_seen
        await until(lambda: paper.edge.memory.purges_seen > tries)
