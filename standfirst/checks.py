"""What is wrong with an installation, in words: run at every start in production and by `standfirst check`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured


@register()
def production_is_safe(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """What a production site can do without, but should not. Secret and debug are refused by the settings already."""
    if not settings.PRODUCTION:
        return []
    found: list[CheckMessage] = []
    if settings.BASE.scheme != "https":
        found.append(
            checks.Warning(
                "Readers reach the site without encryption.",
                hint="Set STANDFIRST_BASE_URL to an https:// address.",
                id="standfirst.W001",
            )
        )
    elif not settings.BEHIND_PROXY:
        found.append(
            checks.Warning(
                "The address is https, but nothing says that a proxy of yours stands before the edge.",
                hint="Where one ends the encryption, set STANDFIRST_TRUSTED_PROXY=yes; else some browsers can't post.",
                id="standfirst.W003",
            )
        )
    if "filebased" in settings.MAILERS["default"]["BACKEND"]:
        found.append(
            checks.Warning(
                "Letters are written to a folder and reach nobody.",
                hint="Set STANDFIRST_SMTP_URL.",
                id="standfirst.W002",
            )
        )
    return found


def refuse_demo_people() -> None:
    """Called where a process begins to serve: production does not run with accounts whose passwords are public."""
    if errors := demo_people_in_production():
        raise ImproperlyConfigured(" ".join(f"{error.msg} {error.hint}" for error in errors))


def demo_people_in_production() -> list[CheckMessage]:
    """Asks the database, so it runs at the start and in `standfirst check`, not in every command."""
    from standfirst.accounts.models import User

    if not settings.PRODUCTION or not User.objects.filter(email__endswith="@dunmara.example").exists():
        return []
    return [
        Error(
            "The people of the demo newspaper have accounts here, with passwords that everybody knows.",
            hint="Start production with a new database.",
            id="standfirst.E003",
        )
    ]
