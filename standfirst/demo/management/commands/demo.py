"""`standfirst demo`: builds the demo newspaper where there is none."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from standfirst import clock
from standfirst.demo.building import NeverInProduction, build_demo, people_in_words
from standfirst.demo.reading import read_edition


class Command(BaseCommand):
    help = "Builds the demo newspaper, unless a paper stands already. Never in production."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                built = build_demo(now=clock.now(), say=self.say)
        except NeverInProduction as error:
            raise CommandError("The demo newspaper is not built in production.") from error
        people = settings.HOME / "demo-people.txt"
        if built or not people.exists():
            people.write_text(people_in_words(read_edition()), encoding="utf-8")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
