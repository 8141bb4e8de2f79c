"""Makes what tests copy, in a process of its own: `python -m tests.making tables`, `python -m tests.making paper`.

Where: as the settings say. All of it goes the way a site goes; only what takes long and proves nothing is cut short.
"""

from __future__ import annotations

import fcntl
import functools
import gc
import os
import shutil
import sys
from collections.abc import Collection
from pathlib import Path
from unittest import mock

import django

DRAWINGS = "STANDFIRST_TEST_DRAWINGS"
"""The folder that keeps what the demo has drawn: it is the same for every database."""


def main(what: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standfirst.settings")
    django.setup()
    {"tables": make_tables, "paper": make_paper}[what]()


def make_tables() -> None:
    """Every migration, as `standfirst prepare` runs them."""
    from django.apps import apps
    from django.core.management import call_command

    # Each step makes the classes of hundreds of models again, none of which is worth looking for rubbish in, and asks
    # which of them may be swapped: Django forgets the answer each time, though it can't change.
    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)
    apps.get_swappable_settings_name = functools.cache(apps.get_swappable_settings_name)  # type: ignore[method-assign]
    call_command("migrate", interactive=False, verbosity=0)


def make_paper() -> None:
    """The demo paper, with its tasks done, so that a copy starts with nothing waiting.

    But for the drawing of pictures in all their sizes, which takes longer than everything else: pages do without (see
    shown_picture).
    """
    from django.contrib.auth.hashers import PBKDF2PasswordHasher
    from django.core.management import call_command
    from django_tasks_db.models import DBTaskResult

    drawn_once = mock.patch("standfirst.demo.building.draw_pictures", draw_pictures_once)
    # A hash carries its number of rounds, so the site takes these passwords as any other.
    weak = mock.patch.object(PBKDF2PasswordHasher, "iterations", 1000)
    with drawn_once, weak:
        call_command("prepare", verbosity=1)
    DBTaskResult.objects.filter(task_path__contains="draw_").delete()
    call_command("db_worker", batch=True, queue_name="*", verbosity=0)


def draw_pictures_once(folder: Path, only: Collection[str] | None = None) -> dict[str, Path]:
    """As the demo's own, by way of the folder where the drawings are kept."""
    from standfirst.demo.pictures import draw_pictures

    kept = Path(os.environ[DRAWINGS])
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            unfinished = kept.with_suffix(".unfinished")
            draw_pictures(unfinished, only)
            unfinished.rename(kept)
    return {path.name: Path(shutil.copy(path, folder)) for path in kept.iterdir()}


if __name__ == "__main__":
    main(sys.argv[1])
