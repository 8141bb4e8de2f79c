"""Letters about one's own account: that one's data can be fetched, that a key was made, that it will be closed."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from standfirst.accounts.actions.letters import write_letter
from standfirst.accounts.models import Bearer, Closing, Download, Letter


def closing_asked(*, closing: Closing, now: datetime) -> Letter:
    """Until when it can be called off, and where: whoever did not ask for it must hear of it."""
    return write_letter(
        purpose=f"closing:{closing.pk}:asked",
        recipient=closing.person.email,
        subject=_("Your account will be closed"),
        text=render_to_string("accounts/letters/closing_asked.txt", {"closing": closing, **_paper()}),
        now=now,
    )


def download_made(*, download: Download, now: datetime) -> Letter:
    return write_letter(
        purpose=f"download:{download.pk}:made",
        recipient=download.person.email,
        subject=_("Your data can be fetched"),
        text=render_to_string("accounts/letters/download_made.txt", {"download": download, **_paper()}),
        now=now,
    )


def key_made(*, bearer: Bearer, now: datetime) -> Letter:
    """Whoever did not make it must hear of it."""
    return write_letter(
        purpose=f"bearer:{bearer.pk}:made",
        recipient=bearer.person.email,
        subject=_("A key was made with your account"),
        text=render_to_string("accounts/letters/key_made.txt", {"bearer": bearer, **_paper()}),
        now=now,
    )


def _paper() -> dict[str, object]:
    return {"paper": settings.PAPER_NAME, "base_url": settings.BASE_URL}
