"""Tables that only grow: a migration operation that makes the database itself refuse to change or delete their rows."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunPython
from django.db.migrations.state import StateApps


def append_only(table: str, *, may_change: tuple[str, ...] = ()) -> RunPython:
    """Forbid UPDATE and DELETE on `table`. Columns in `may_change` may still be set (an outcome, a mark of time).

    Put it behind the CreateModel of the table. The refusal reaches Django as an IntegrityError (SQLite) or an
    InternalError (PostgreSQL), both subclasses of DatabaseError.
    """

    def forward(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        columns = _columns(editor, table)
        frozen = [name for name in columns if name not in may_change]
        for statement in _statements(editor.connection.vendor, table, frozen, complete=not may_change):
            editor.execute(statement)

    def backward(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for action in ("update", "delete"):
            target = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{action}{target}")

    return RunPython(forward, backward)


def _columns(editor: BaseDatabaseSchemaEditor, table: str) -> list[str]:
    connection: Any = editor.connection
    with connection.cursor() as cursor:
        return [column.name for column in connection.introspection.get_table_description(cursor, table)]


def _statements(vendor: str, table: str, frozen: list[str], *, complete: bool) -> list[str]:
    message = f"{table} is append-only"
    of_columns = "" if complete else " OF " + ", ".join(f'"{name}"' for name in frozen)
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE{of_columns} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{message}'); END",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{message}'); END",
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{message}'; END $$",
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE{of_columns} ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
    ]
