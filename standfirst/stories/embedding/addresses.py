"""What an address that an editor has pasted names: which host, which piece of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from standfirst.stories.embedding.hosts import EmbedHost

LONGEST = 500


class NotEmbeddable(ValueError):
    """The address names no piece of a host on the list. `is_known_host`: the host is on it, the piece was not found."""

    def __init__(self, *, is_known_host: bool) -> None:
        super().__init__("not embeddable")
        self.is_known_host = is_known_host


@dataclass(frozen=True)
class Piece:
    """One piece at one host, with the addresses we made for it. `player` and `question` may be empty."""

    host: EmbedHost
    address: str
    question: str
    player: str
    handle: str

    @property
    def frame_source(self) -> str:
        """For the content security policy: where the player lives, or empty."""
        parts = urlsplit(self.player)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def name_piece(address: str, hosts: Iterable[EmbedHost]) -> Piece:
    """The piece that `address` names. Raise NotEmbeddable where that is none of these hosts'."""
    domain, rest = _split(address)
    host = next((one for one in hosts if domain in one.domains), None)
    if host is None:
        raise NotEmbeddable(is_known_host=False)
    found = host.pattern.fullmatch(rest)
    if found is None:
        raise NotEmbeddable(is_known_host=True)
    parts = {name: value or "" for name, value in found.groupdict().items()}
    if host.further is not None:
        parts |= host.further(parts)
    canonical = host.canonical.format(domain=domain, **parts)
    filled = {**parts, "domain": domain, "address": quote(canonical, safe="")}
    handle = parts.get("handle", "")
    return Piece(
        host=host,
        address=canonical,
        question=host.question.format(**filled),
        player=host.player.format(**filled),
        handle=f"@{handle}" if handle else "",
    )


def _split(address: str) -> tuple[str, str]:
    """Domain and rest of a plain web address; empty where it is not plain."""
    address = address.strip()
    if len(address) > LONGEST or not address.isascii() or any(letter.isspace() or letter < " " for letter in address):
        return "", ""
    try:
        parts = urlsplit(address)
        is_plain = parts.port is None and parts.username is None and parts.password is None
    except ValueError:
        return "", ""
    if parts.scheme not in {"http", "https"} or not is_plain:
        return "", ""
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return (parts.hostname or "").lower(), f"{parts.path}{query}{fragment}"
