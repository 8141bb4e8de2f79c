"""What the accounts desk announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LetterWritten:
    """A letter waits to be sent."""

    letter_id: int


@dataclass(frozen=True)
class DownloadAsked:
    """Somebody wants a file with everything the paper knows of them."""

    download_id: int
