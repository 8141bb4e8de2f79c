"""`standfirst recount --check`: every stored count against a fresh one."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from standfirst.comments.actions.recounting import recount
from standfirst.moderation.actions.recounting import recount_reports


class Command(BaseCommand):
    help = "Counts again what is stored as a count, and names every difference. Exits with 1 if there is one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only compare (the default, and all it does)")

    def handle(self, *args: Any, **options: Any) -> None:
        differences = [*recount(), *recount_reports()]
        for difference in differences:
            self.stderr.write(f"{difference.what}: stored {difference.stored}, counted {difference.counted}")
        if differences:
            sys.exit(1)
        self.stdout.write("All counts agree.")
