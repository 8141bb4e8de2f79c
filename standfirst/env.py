"""Reads settings from the environment, typed, and remembers what was asked for.

Knows no Django: the edge process reads its settings through it too. A secret can also lie in a file: with
`STANDFIRST_SECRET_KEY_FILE=/run/secrets/key` the first line of that file is the value (Docker, systemd).

Every setting is declared here by a call with its explanation, so that `docs/settings.md` can be compared with it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PREFIX = "STANDFIRST_"
_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


class BadSetting(Exception):
    """A setting can't be read. The message names the setting and says what it takes."""


@dataclass(frozen=True)
class Declared:
    """One setting as documented: its full name, what it takes, its default in words, and what it is for."""

    name: str
    kind: str
    default: str
    help: str


class Environment:
    """Typed readers over one mapping of environment variables.

    Each reader takes the name without the prefix, the default, and one sentence of help. An empty value counts as not
    set. `declared` lists everything asked for, in order.
    """

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self.values = os.environ if values is None else values
        self.declared: dict[str, Declared] = {}

    def text(self, name: str, default: str, help: str) -> str:
        self._declare(name, "text", default, help)
        raw = self._raw(name)
        return default if raw is None else raw

    def number(self, name: str, default: int, help: str, *, at_least: int = 0) -> int:
        self._declare(name, "number", str(default), help)
        raw = self._raw(name)
        if raw is None:
            return default
        if not raw.lstrip("-").isascii() or not raw.lstrip("-").isdigit() or int(raw) < at_least:
            raise BadSetting(f"{PREFIX}{name} takes a whole number from {at_least} up, not {raw!r}.")
        return int(raw)

    def flag(self, name: str, default: bool, help: str) -> bool:
        self._declare(name, "yes or no", "yes" if default else "no", help)
        raw = self._raw(name)
        if raw is None:
            return default
        if raw.lower() not in _TRUE | _FALSE:
            raise BadSetting(f"{PREFIX}{name} takes yes or no, not {raw!r}.")
        return raw.lower() in _TRUE

    def choice(self, name: str, options: tuple[str, ...], default: str, help: str) -> str:
        self._declare(name, " or ".join(options), default, help)
        raw = self._raw(name)
        if raw is None:
            return default
        if raw not in options:
            raise BadSetting(f"{PREFIX}{name} takes one of {', '.join(options)}, not {raw!r}.")
        return raw

    def words(self, name: str, default: tuple[str, ...], help: str) -> list[str]:
        """A list, separated by commas."""
        self._declare(name, "list, separated by commas", ", ".join(default), help)
        raw = self._raw(name)
        if raw is None:
            return list(default)
        return [word.strip() for word in raw.split(",") if word.strip()]

    def folder(self, name: str, default: Path, help: str, *, shown: str = "") -> Path:
        self._declare(name, "folder", shown or str(default), help)
        raw = self._raw(name)
        return (Path(raw) if raw else default).expanduser().resolve()

    def _raw(self, name: str) -> str | None:
        value = self.values.get(PREFIX + name, "").strip()
        file = self.values.get(f"{PREFIX}{name}_FILE", "").strip()
        if value and file:
            raise BadSetting(f"{PREFIX}{name} and {PREFIX}{name}_FILE are both set; keep one.")
        if file:
            try:
                value = Path(file).read_text(encoding="utf-8").split("\n", 1)[0].strip()
            except OSError as error:
                raise BadSetting(f"{PREFIX}{name}_FILE can't be read: {error}.") from error
        return value or None

    def _declare(self, name: str, kind: str, default: str, help: str) -> None:
        self.declared[PREFIX + name] = Declared(PREFIX + name, kind, default, help)
