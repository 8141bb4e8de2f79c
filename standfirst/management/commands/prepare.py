"""`standfirst prepare`: the database, the static files and, in demo mode, the newspaper, as they should be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.management.commands.check import Command as DjangoCheck
from django.template.loader import render_to_string

from standfirst.checks import demo_people_in_production


class Command(BaseCommand):
    # Some checks open the database, whose folder is made first; they are run then.
    requires_system_checks = []
    help = "Brings database, static files and (demo mode) the demo newspaper up to date. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in ("mail", "media", "run"):
            (settings.HOME / folder).mkdir(parents=True, exist_ok=True)
        # Django's own: ours asks for tables, which are made only now.
        call_command(DjangoCheck(), fail_level="ERROR", verbosity=0)
        self.say("database: bringing the tables up to date …")
        call_command("migrate", interactive=False, verbosity=0)
        if errors := demo_people_in_production():
            raise CommandError("\n".join(f"{error.msg} {error.hint}" for error in errors))
        self.say("static files: collecting …")
        call_command("collectstatic", interactive=False, verbosity=0)
        self.write_error_pages()
        if not settings.PRODUCTION:
            call_command("demo", verbosity=options["verbosity"])

    def write_error_pages(self) -> None:
        """The pages the edge shows when the app is away: made now, since then nobody could."""
        folder = Path(settings.STATIC_ROOT) / "errors"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "503.html").write_text(render_to_string("web/503.html"), encoding="utf-8")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
