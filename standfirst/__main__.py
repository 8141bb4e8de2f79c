"""The command line: `standfirst run`, `standfirst wire take FILE`, `standfirst check` and all of Django's commands."""

from __future__ import annotations

import os
import sys


def main(argv: list[str] | None = None) -> None:
    """Run one command. `run` and its processes don't load Django in the supervisor; all else is Django's."""
    arguments = sys.argv[1:] if argv is None else argv
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standfirst.settings")
    if arguments[:1] == ["run"]:
        from standfirst.processes.supervisor import run

        sys.exit(run(arguments[1:]))
    if arguments[:1] == ["edge"]:
        import runpy

        runpy.run_module("standfirst.edge.server", run_name="__main__")
        return
    if arguments[:1] == ["app"]:
        from standfirst.processes.app import serve

        serve()
        return
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        settings.configured or settings.INSTALLED_APPS  # noqa: B018 - reads the settings, for their words
    except (ImproperlyConfigured, ValueError) as error:  # a time zone that is none is a ValueError of Django's
        sys.exit(f"error: {error}")
    execute_from_command_line(["standfirst", *(arguments or ["help"])])


if __name__ == "__main__":
    main()
