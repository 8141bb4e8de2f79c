"""Addresses of pages elsewhere, each in one way of writing it, and what such a page is called. Pure: no database.

A page has one conversation however it was reached: what follows `#`, what advertisers hang on an address, and other
ways of spelling the same are taken away.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

LONGEST = 1000
LONGEST_TITLE = 300
PORTS = {"http": 80, "https": 443}
THIS_MACHINE = {"localhost", "127.0.0.1", "[::1]"}
# What mail-outs, adverts and networks add to an address for their own counting.
TRACKING = re.compile(
    r"(utm_\w+|mc_[ce]id|_hs(enc|mi)|mkt_tok|[gdw]clid|gclsrc|[gw]braid|fbclid|msclkid|yclid|twclid|ttclid|igshid|igsh"
    r"|li_fat_id|epik|s_cid|vero_id|oly_(enc|anon)_id|_ga|_gl|ref_src|amp)",
    re.IGNORECASE,
)
_NEVER = re.compile(r"[\x00-\x20\x7f\\]")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})|%")
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,198}[a-z0-9])?|\[[0-9a-f:.]{2,45}\]")
_PATH_SAFE = "/:@!$&'()*+,;=-._~%"
_UNRESERVED = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")


class BadAddress(ValueError):
    """It is no address of a page that could have a conversation here."""


def canonical(address: str) -> str:
    """The one way in which the address of a page is written here. Raises BadAddress."""
    # Measured before anything is done with it. A browser takes away blanks in the midst; we take none of it.
    if len(address) > 2 * LONGEST or _NEVER.search(address):
        raise BadAddress
    scheme, host, path, query = _parts(address)
    fields = sorted(one for one in _tidied(query, f"{_PATH_SAFE}?").split("&") if one and not _is_tracking(one))
    found = f"{scheme}://{host}{_without_dots(_tidied(path, _PATH_SAFE))}" + (f"?{'&'.join(fields)}" if fields else "")
    if len(found) > LONGEST:
        raise BadAddress
    return found


def read_origin(text: str) -> str:
    """An origin as browsers write it: `https://blog.example`, with a port only where it is an unusual one.

    By http only on this machine, to try things out. Raises BadAddress, also for what says more than an origin.
    """
    if len(text) > LONGEST or _NEVER.search(text):
        raise BadAddress
    scheme, host, path, query = _parts(text)
    if path not in {"", "/"} or query or "#" in text or "?" in text:
        raise BadAddress
    if scheme == "http" and host.rpartition(":")[0] not in THIS_MACHINE and host not in THIS_MACHINE:
        raise BadAddress
    return f"{scheme}://{host}"


def origin_of(address: str) -> str:
    """The origin of a canonical address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def clean_title(title: str, *, address: str) -> str:
    """What a page is called: one line of plain text. Without a title it is called by its address."""
    letters = (" " if one.isspace() else one for one in unicodedata.normalize("NFC", title[: 4 * LONGEST_TITLE]))
    plain = "".join(one for one in letters if unicodedata.category(one) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    said = " ".join(plain.split())
    if not any(unicodedata.category(one)[0] in "LN" for one in said):
        said = re.sub(r"^https?://", "", address)
    return said if len(said) <= LONGEST_TITLE else f"{said[: LONGEST_TITLE - 1]}…"


def _parts(address: str) -> tuple[str, str, str, str]:
    """Scheme, host with an unusual port, path and query, as they stand."""
    try:
        parts = urlsplit(address)
        port, name = parts.port, (parts.hostname or "").rstrip(".")
        if not name.isascii():
            name = name.encode("idna").decode()
    except ValueError as error:
        raise BadAddress from error
    if ":" in name:
        name = f"[{name}]"
    if parts.scheme not in PORTS or "@" in parts.netloc or not _HOST.fullmatch(name):
        raise BadAddress
    host = name if port is None or port == PORTS[parts.scheme] else f"{name}:{port}"
    return parts.scheme, host, parts.path, parts.query


def _is_tracking(field: str) -> bool:
    return TRACKING.fullmatch(field.partition("=")[0]) is not None


def _tidied(text: str, safe: str) -> str:
    """Each letter written in one way: as it is where it may stand so, else by its numbers in capitals."""
    try:
        return quote(_ESCAPE.sub(_one_way, text), safe=safe)
    except UnicodeEncodeError as error:
        raise BadAddress from error


def _one_way(escape: re.Match[str]) -> str:
    if escape[1] is None:
        return "%25"
    number = int(escape[1], 16)
    return chr(number) if number in _UNRESERVED else f"%{number:02X}"


def _without_dots(path: str) -> str:
    """Without `.` and `..`, which browsers follow before they ask."""
    kept: list[str] = []
    parts = path.split("/")[1:] if path.startswith("/") else [path] if path else []
    for part in parts:
        if part == ".." and kept:
            kept.pop()
        elif part not in {".", ".."}:
            kept.append(part)
    if parts and parts[-1] in {".", ".."}:
        kept.append("")
    return f"/{'/'.join(kept)}"
