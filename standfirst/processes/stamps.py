"""Has anything changed since the site was last prepared? Answered from names, sizes and times of files."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from standfirst import __version__
from standfirst.env import PREFIX
from standfirst.processes.places import PACKAGE, Places

FOLDERS = ("migrations", "static", "copy")


def is_prepared(places: Places) -> bool:
    stamp = places.home / "prepared"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != fingerprint(places):
        return False
    if places.database_url.startswith("sqlite:"):
        return Path(places.database_url.removeprefix("sqlite://")).exists()
    return True


def write_stamp(places: Places) -> None:
    (places.home / "prepared").write_text(fingerprint(places), encoding="utf-8")


def fingerprint(places: Places) -> str:
    """Of the version, the settings and the files that migrations, static files and demo are made from.

    All settings: preparing also checks them, and one that can't be read must not first show in a server that dies.
    """
    digest = hashlib.sha256()
    settings = sorted((name, value) for name, value in os.environ.items() if name.startswith(PREFIX))
    digest.update(repr((__version__, places.database_url, places.base_url, places.production, settings)).encode())
    lock = PACKAGE.parent / "requirements" / "runtime.txt"
    files = [lock] if lock.exists() else []
    for folder in FOLDERS:
        files += [path for path in PACKAGE.glob(f"*/{folder}/**/*") if path.is_file() and path.suffix != ".pyc"]
    files += (PACKAGE / "web" / "templates" / "web").glob("50*.html")
    for path in sorted(files):
        about = path.stat()
        digest.update(f"{path.relative_to(PACKAGE.parent)} {about.st_size} {about.st_mtime_ns}\n".encode())
    return digest.hexdigest()
