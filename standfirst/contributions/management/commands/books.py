"""`standfirst books`: what the accounts hold; with `--check`, whether the ledger agrees with what was paid."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from standfirst.contributions.actions.balancing import check_books
from standfirst.contributions.models import ProcessorEvent
from standfirst.contributions.queries import balances


class Command(BaseCommand):
    """Shows the books; `--check` compares them and ends with an error where they do not agree."""

    help = "Shows what each account holds. With --check: compares the ledger with the payments, to the cent."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Exit non-zero on any difference.")

    def handle(self, *args: Any, **options: Any) -> None:
        for balance in balances():
            self.stdout.write(f"{balance.book:5} {balance.account:10} {balance.money!s:>16}")
        if not options["check"]:
            return
        differences = check_books()
        for difference in differences:
            self.stderr.write(difference.what)
        if differences:
            raise CommandError(f"The books do not agree: {len(differences)} difference(s).")
        waiting = ProcessorEvent.objects.waiting().count()
        self.stdout.write("The books agree to the cent." + (f" {waiting} event(s) still wait." if waiting else ""))
