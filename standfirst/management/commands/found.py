"""`standfirst found`: a new paper on an empty production site."""

from __future__ import annotations

import getpass
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.text import slugify

from standfirst import clock
from standfirst.accounts.actions.people import enrol
from standfirst.accounts.models import User
from standfirst.env import Environment
from standfirst.moderation.actions.policies import adopt_policy
from standfirst.moderation.models import Policy
from standfirst.moderation.standard_rules import INTRO, RULES
from standfirst.stories.actions.founding import found_paper, open_section
from standfirst.stories.models import FrontPage
from standfirst.stories.pages.section import COLOURS


class Command(BaseCommand):
    help = (
        "Founds the paper: its front, its sections, house rules to begin with, and the first administrator. "
        "The password is asked for, or taken from STANDFIRST_ADMIN_PASSWORD."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--administrator", required=True, metavar="EMAIL", help="the first administrator's address")
        parser.add_argument("--tagline", default="", help="the line under the paper's name")
        parser.add_argument("--section", action="append", default=[], help="a section's name; say it once for each")

    def handle(self, *args: Any, **options: Any) -> None:
        if FrontPage.objects.exists():
            raise CommandError("There is a paper here already; nothing was changed.")
        if User.objects.filter(email=options["administrator"].strip().lower()).exists():
            raise CommandError("Somebody has that address here already. Take another for the first administrator.")
        given = Environment().text("ADMIN_PASSWORD", "", "")
        password = given or getpass.getpass("Password of the administrator: ")
        try:
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        try:
            with transaction.atomic():
                found(
                    administrator=options["administrator"],
                    password=password,
                    tagline=options["tagline"],
                    sections=options["section"] or ["News"],
                )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{settings.PAPER_NAME} is founded. Sign in: {settings.BASE_URL}/account/login/password/")


def found(*, administrator: str, password: str, tagline: str, sections: list[str]) -> None:
    front = found_paper(name=settings.PAPER_NAME, tagline=tagline, base_url=settings.BASE_URL)
    for place, title in enumerate(sections):
        colour = COLOURS[place % len(COLOURS)][0]
        open_section(front=front, title=title, slug=slugify(title) or f"section-{place + 1}", colour=colour)
    if not Policy.objects.exists():
        adopt_policy(intro=INTRO, rules=RULES, now=clock.now())
    enrol(email=administrator, display_name=administrator.split("@", 1)[0], password=password, administrator=True)
