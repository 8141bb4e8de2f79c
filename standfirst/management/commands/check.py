"""`standfirst check`: Django's checks, and what is wrong with this installation, in words."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.management.commands.check import Command as DjangoCheck
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from standfirst.checks import demo_people_in_production


class Command(DjangoCheck):
    help = "Tells what is wrong with this installation, in words. Exits with 1 if there is an error."

    def handle(self, *args: Any, **options: Any) -> None:
        found = home_is_ours() or database_is_ready()
        for message in found:
            self.stderr.write(self.style.ERROR(f"{message.msg}\n    {message.hint}"))
        if found:
            # Django's checks ask the database too; without it they would only end in a traceback.
            raise SystemExit(1)
        super().handle(*args, **options)


def home_is_ours() -> list[CheckMessage]:
    home = settings.HOME
    if home.is_dir() and os.access(home, os.W_OK):
        return []
    hint = "Make the folder, or set STANDFIRST_HOME to one that the site may write to."
    return [Error(f"The home folder {home} is not there or can't be written to.", hint=hint, id="standfirst.E010")]


def database_is_ready() -> list[CheckMessage]:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        hint = f"It said: {error}. Look at STANDFIRST_DATABASE_URL."
        return [Error("The database does not answer.", hint=hint, id="standfirst.E011")]
    if waiting:
        hint = "Run `standfirst prepare`."
        return [Error(f"{len(waiting)} migrations wait to be applied.", hint=hint, id="standfirst.E012")]
    return demo_people_in_production()
