"""`standfirst wire take FILE`: an agency's file becomes a draft story."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from standfirst import clock
from standfirst.accounts.models import User
from standfirst.stories.models import SectionPage
from standfirst.wire.actions.taking import ItemCanceled, MayNotWrite, take_item
from standfirst.wire.ninjs import UnreadableItem
from standfirst.wire.ninjs.document import MAX_BYTES


class NotTaken(CommandError):
    """Said on one line of standard error; the exit code is 1 and nothing has changed."""


class Command(BaseCommand):
    help = "Copy from agencies. `wire take FILE` makes a draft story from an IPTC ninjs file (1.x, 2.x, 3.x)."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="take")
        take = verbs.add_parser("take", help="make a draft story from a ninjs file")
        take.add_argument("file", type=Path, metavar="FILE")
        take.add_argument("--section", default="", metavar="SLUG", help="the section; without it the paper's first")
        take.add_argument("--by", default="", metavar="EMAIL", help="the editor in whose name the draft is made")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        section, actor = find_section(options["section"]), find_editor(options["by"])
        try:
            taken = take_item(
                raw=read(path), name=path.name, actor=actor, section=section, now=clock.now(), folder=path.parent
            )
        except (UnreadableItem, ItemCanceled, MayNotWrite) as refusal:
            raise NotTaken(f"{path.name}: {refusal}") from refusal
        edit = reverse("wagtailadmin_pages:edit", args=[taken.story.pk])
        words = "Taken before, nothing changed: story" if taken.already else "Draft story"
        self.stdout.write(f"{words} {taken.story.pk}: {taken.story.title}  {edit}")


def read(path: Path) -> bytes:
    """The file, or as much of it as tells that it is too long."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise NotTaken(f"{path}: {error.strerror}") from error


def find_section(slug: str) -> SectionPage:
    sections = {section.slug: section for section in SectionPage.in_order()}
    if not sections:
        raise NotTaken("the paper has no section yet")
    if slug and slug not in sections:
        raise NotTaken(f"there is no section {slug!r}; there are {', '.join(sections)}")
    return sections[slug] if slug else next(iter(sections.values()))


def find_editor(email: str) -> User | None:
    if not email:
        return None
    editor = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if editor is None:
        raise NotTaken(f"nobody has an account with the address {email}")
    return editor
