"""Copy files opened: typed values out of TOML tables, and errors that name the file and the place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from pathlib import Path

_NOTHING = object()


class CopyError(ValueError):
    """A copy file holds something that can't be printed. The message says where and what."""


class Entry:
    """One table of a copy file. Each value is asked for once; `close` refuses what nobody asked for."""

    def __init__(self, place: str, values: dict[str, object]) -> None:
        self.place = place
        self._values = dict(values)

    def text(self, key: str, default: str | None = None) -> str:
        """Running text: line breaks inside a paragraph are only the file's, and become spaces."""
        return "\n\n".join(self.paragraphs(key, default))

    def paragraphs(self, key: str, default: str | None = None) -> tuple[str, ...]:
        found = self._take(key, _NOTHING if default is None else default)
        if not isinstance(found, str):
            raise self.wrong(f"{key} should be text")
        if not found.strip() and default is None:
            raise self.wrong(f"{key} is empty")
        return tuple(" ".join(part.split()) for part in found.strip().split("\n\n"))

    def typed(self, key: str) -> str:
        """Text with marks of its own: lines that begin with one keep their line, the others run on as in `text`."""
        found = self._take(key, _NOTHING)
        if not isinstance(found, str) or not found.strip():
            raise self.wrong(f"{key} should be text")
        return re.sub(r"(?<!\n)\n(?![\n>-])", " ", found.strip())

    def number(self, key: str) -> float:
        found = self._take(key, _NOTHING)
        if isinstance(found, bool) or not isinstance(found, int | float):
            raise self.wrong(f"{key} should be a number")
        return found

    def flag(self, key: str) -> bool:
        """True or false; false where the file says nothing."""
        found = self._take(key, False)
        if not isinstance(found, bool):
            raise self.wrong(f"{key} should be true or false")
        return found

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words; none where the file says nothing."""
        found = self._take(key, [])
        if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
            raise self.wrong(f"{key} should be a list of words")
        return tuple(found)

    def one_of[Word: str](self, key: str, allowed: Collection[Word], default: Word | None = None) -> Word:
        found = self.text(key, default)
        for word in allowed:
            if word == found:
                return word
        raise self.wrong(f"{key} is {found!r}; it may be {', '.join(allowed)}")

    def entry(self, key: str) -> Entry | None:
        found = self._take(key, None)
        if found is None:
            return None
        if not isinstance(found, dict):
            raise self.wrong(f"{key} should be a table")
        return Entry(f"{self.place}, {key}", found)

    def entries(self, key: str) -> list[Entry]:
        found = self._take(key, [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            raise self.wrong(f"{key} should be a list of tables")
        return [Entry(f"{self.place}, {key} {number}", item) for number, item in enumerate(found, start=1)]

    def close(self) -> None:
        """To be called when everything has been read: a misspelt key is found here."""
        if self._values:
            raise self.wrong(f"unknown: {', '.join(sorted(self._values))}")

    def wrong(self, what: str) -> CopyError:
        return CopyError(f"{self.place}: {what}.")

    def _take(self, key: str, default: object) -> object:
        found = self._values.pop(key, default)
        if found is _NOTHING:
            raise self.wrong(f"{key} is missing")
        return found


def open_entry(path: Path) -> Entry:
    """The file's top table. Raises CopyError when it isn't there or isn't TOML."""
    try:
        return Entry(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CopyError(f"{path.name}: {error}.") from error
