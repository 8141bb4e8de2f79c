"""Lists of hosts: those that links may not lead to, and those that nobody need look at. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True)
class HostLists:
    """Names as `host_of` gives them; a name stands for itself and for everything below it."""

    unwanted: frozenset[str] = frozenset()
    trusted: frozenset[str] = frozenset()

    def objects_to(self, host: str) -> bool:
        """The nearer entry decides: a trusted name below an unwanted one is trusted, and the other way round."""
        return self._nearest(host) == "unwanted"

    def trusts(self, host: str) -> bool:
        return self._nearest(host) == "trusted"

    def _nearest(self, host: str) -> str:
        for name in _with_those_above(host):
            if name in self.unwanted:
                return "unwanted"
            if name in self.trusted:
                return "trusted"
        return ""


def host_of(address: str) -> str:
    """The host of an address in lower case, as ASCII (IDNA), without port and final dot; empty where there is none.

    As browsers read it: a backslash parts like a slash, and what is written in per cents is what it stands for.
    """
    address = address.replace("\\", "/")
    try:
        host = unquote(urlsplit(address if "//" in address else f"//{address}").hostname or "")
    except ValueError:
        return ""
    return as_host(host)


def as_host(name: str) -> str:
    """A typed name of a host in the form in which they are compared; empty for what can be none."""
    name = name.strip().strip(".").casefold()
    try:
        return name.encode("idna").decode("ascii").lower() if name else ""
    except UnicodeError:
        return name if name.isascii() else ""


def _with_those_above(host: str) -> Iterable[str]:
    parts = host.split(".")
    return (".".join(parts[start:]) for start in range(len(parts)))
