"""`standfirst search`: whether the search index and the public stories agree, and reading all of them anew."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from standfirst.stories.actions.searching import differences, rebuild_index


class Command(BaseCommand):
    help = "Compares the search index with the public stories, or reads all of them anew."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--check", action="store_true", help="name every difference and exit with 1 (the default)")
        what.add_argument("--rebuild", action="store_true", help="read every public story anew")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rebuild"]:
            self.stdout.write(f"{rebuild_index()} stories can be found.")
            return
        found = differences()
        for difference in found:
            self.stderr.write(difference)
        if found:
            sys.exit(1)
        self.stdout.write("All public stories can be found, and no others.")
