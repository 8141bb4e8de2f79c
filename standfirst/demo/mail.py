"""The letters of the demo, read from the folder they are written to."""

from __future__ import annotations

import email
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

LATEST = 50


@dataclass(frozen=True)
class ShownLetter:
    """One letter as the page shows it."""

    recipient: str
    subject: str
    text: str
    sent: str


def latest_letters(folder: Path) -> list[ShownLetter]:
    """The latest letters, newest first; an empty folder or none at all gives an empty list."""
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True)[:LATEST]
    return [letter for path in files for letter in _letters_in(path)]


def _letters_in(path: Path) -> list[ShownLetter]:
    # Django writes one file a connection, its letters divided by a line of 79 hyphens.
    parts = path.read_bytes().split(b"\n" + b"-" * 79 + b"\n")
    letters = [_read(part) for part in parts if part.strip()]
    return letters[::-1]


def _read(raw: bytes) -> ShownLetter:
    message = email.message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - the policy above makes it one
    body = message.get_body(("plain",))
    return ShownLetter(
        recipient=str(message["To"]),
        subject=str(message["Subject"]),
        text=str(body.get_content()) if body else "",
        sent=str(message["Date"]),
    )
