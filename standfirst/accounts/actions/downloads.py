"""A file with everything the paper knows of one person: asked for, written piece by piece, and deleted again."""

from __future__ import annotations

import json
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import TextIOWrapper
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join

from standfirst.accounts.actions.letters_of_leaving import download_made
from standfirst.accounts.events import DownloadAsked
from standfirst.accounts.models import Download, User
from standfirst.accounts.personal_data import Row, parts
from standfirst.events import announce


@transaction.atomic
def ask_for_download(*, person: User, now: datetime) -> Download:
    """The worker makes a file, and a letter tells when it is there. Asking again meanwhile starts no second one."""
    User.objects.select_for_update().get(pk=person.pk)
    existing = Download.objects.filter(person=person, made_at=None, gone_at=None).first()
    if existing is not None:
        return existing
    download = Download.objects.create(person=person, asked_at=now)
    announce(DownloadAsked(download_id=download.pk))
    return download


def make_download(*, download_id: int, now: datetime) -> None:
    """Write the file. Rows are read and written one after the other, so fifty thousand take no more memory than ten.

    A second time, after a worker that died over it, it is written anew.
    """
    download = Download.objects.select_related("person").get(pk=download_id)
    if download.made_at is not None or download.gone_at is not None or download.person.closed_at is not None:
        return
    file = folder() / f"{secrets.token_urlsafe(18)}.zip"
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Under its name only once it is whole; what a dead worker left is swept away with the old ones.
    unfinished = file.with_suffix(".unfinished")
    with unfinished.open("xb") as raw, ZipFile(raw, "w", ZIP_DEFLATED) as archive:
        _write_parts(archive, download.person, now=now)
    with transaction.atomic():
        person = User.objects.select_for_update().get(pk=download.person_id)
        locked = Download.objects.select_for_update(of=("self",)).get(pk=download_id)
        if locked.made_at is not None or person.closed_at is not None:
            unfinished.unlink()
            return
        unfinished.rename(file)
        Download.objects.filter(person=person, gone_at=None).exclude(file="").update(gone_at=now)
        locked.made_at, locked.file, locked.size = now, file.name, file.stat().st_size
        locked.save(update_fields=["made_at", "file", "size"])
        download_made(download=locked, now=now)


def forget_downloads(*, now: datetime) -> int:
    """Delete files that are some days old, or that belong to no row; returns how many."""
    old = Download.objects.filter(gone_at=None, made_at__lt=now - timedelta(days=settings.DOWNLOAD_DAYS))
    old.update(gone_at=now)
    kept = set(Download.objects.filter(gone_at=None).exclude(file="").values_list("file", flat=True))
    # One that is being written now is younger than an hour.
    oldest = (now - timedelta(hours=1)).timestamp()
    gone = [
        file
        for file in folder().glob("*")
        if file.name not in kept and (file.suffix == ".zip" or file.stat().st_mtime < oldest)
    ]
    for file in gone:
        file.unlink(missing_ok=True)
    return len(gone)


def folder() -> Path:
    """Private files: nothing serves them but a view that knows whose they are."""
    return Path(settings.PRIVATE_ROOT) / "downloads"


def _write_parts(archive: ZipFile, person: User, *, now: datetime) -> None:
    counts: list[tuple[str, int]] = []
    for name, rows in sorted(parts.items()):
        with tempfile.TemporaryFile("w+b", dir=folder()) as page:
            with archive.open(f"{name}.json", "w", force_zip64=True) as plain:
                number = _write_rows(name, rows(person), plain=plain, page=page)
            page.seek(0)
            with archive.open(f"{name}.html", "w", force_zip64=True) as readable:
                shutil.copyfileobj(page, readable)
        counts.append((name, number))
    context = {"counts": counts, "person": person, "made_at": now, "paper": settings.PAPER_NAME}
    archive.writestr("index.html", render_to_string("accounts/download_index.html", context))


def _write_rows(name: str, rows: Iterator[Row], *, plain: IO[bytes], page: IO[bytes]) -> int:
    """One list in JSON and the same to be read by people; returns how many rows."""
    encoder = DjangoJSONEncoder(ensure_ascii=False, indent=1)
    text = TextIOWrapper(page, encoding="utf-8", errors="backslashreplace", write_through=True)
    text.write(render_to_string("accounts/download_head.html", {"name": name}))
    number = 0
    for number, row in enumerate(rows, start=1):
        line = ("[\n" if number == 1 else ",\n") + encoder.encode(row)
        plain.write(line.encode("utf-8", "backslashreplace"))
        cells = format_html_join("", "<dt>{}</dt><dd>{}</dd>", ((key, _in_words(value)) for key, value in row.items()))
        text.write(format_html("<dl>{}</dl>\n", cells))
    plain.write(b"\n]\n" if number else b"[]\n")
    text.detach()
    return number


def _in_words(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
