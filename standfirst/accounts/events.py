"""What the accounts desk announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LetterWritten:
    """A letter waits to be sent."""

    letter_id: int
