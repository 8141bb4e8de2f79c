"""The database itself lets no embargoed story go live.

The guard stands on Wagtail's table, which Wagtail's own migrations may rebuild. So it is no migration of ours: it is
taken down before every `migrate` (SQLite renames no table that a trigger elsewhere names) and put up again after it.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

MESSAGE = "the story is embargoed"
PAGES, EMBARGOES = "wagtailcore_page", "stories_embargo"
NAMES = {"stories_embargo_holds": PAGES, "stories_embargo_of_live": EMBARGOES}

STANDS = f"EXISTS (SELECT 1 FROM {EMBARGOES} WHERE story_id = NEW.id)"  # noqa: S608 - constants of this file
IS_LIVE = f"EXISTS (SELECT 1 FROM {PAGES} WHERE id = NEW.story_id AND live)"  # noqa: S608 - constants of this file
REFUSE = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
SQLITE = [
    f"CREATE TRIGGER stories_embargo_holds BEFORE UPDATE OF live ON {PAGES} WHEN NEW.live AND {STANDS} {REFUSE}",
    f"CREATE TRIGGER stories_embargo_of_live BEFORE INSERT ON {EMBARGOES} WHEN {IS_LIVE} {REFUSE}",
]
POSTGRESQL = [
    "CREATE OR REPLACE FUNCTION stories_embargo_refuse_live() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    f" IF NEW.live AND {STANDS} THEN RAISE EXCEPTION '{MESSAGE}'; END IF; RETURN NEW; END $$",
    "CREATE OR REPLACE FUNCTION stories_embargo_refuse_of_live() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    f" IF {IS_LIVE} THEN RAISE EXCEPTION '{MESSAGE}'; END IF; RETURN NEW; END $$",
    f"CREATE TRIGGER stories_embargo_holds BEFORE UPDATE OF live ON {PAGES}"
    " FOR EACH ROW EXECUTE FUNCTION stories_embargo_refuse_live()",
    f"CREATE TRIGGER stories_embargo_of_live BEFORE INSERT ON {EMBARGOES}"
    " FOR EACH ROW EXECUTE FUNCTION stories_embargo_refuse_of_live()",
]


def take_down(sender: Any, using: str = "default", **kwargs: Any) -> None:
    """Before a migration."""
    connection = connections[using]
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for name, table in NAMES.items():
            if table in tables:
                target = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{target}")


def put_up(sender: Any, using: str = "default", **kwargs: Any) -> None:
    """After a migration that left both tables there."""
    connection = connections[using]
    if not {PAGES, EMBARGOES} <= set(connection.introspection.table_names()):
        return
    take_down(sender, using)
    with connection.cursor() as cursor:
        for statement in POSTGRESQL if connection.vendor == "postgresql" else SQLITE:
            cursor.execute(statement)
