"""Serves files below one folder: the static files, and the renditions of pictures."""

from __future__ import annotations

import asyncio
import os
import re
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from standfirst.edge.server.encodings import is_compressible
from standfirst.edge.server.pages import ABOUT_THE_BODY, Page, build_page, names_etag, send_page
from standfirst.edge.server.replies import send_words
from standfirst.edge.server.rsgi import HeaderList, Scope, Wire

CONTENT_TYPES = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".flac": "audio/flac",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".m4a": "audio/mp4",
    ".map": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".ogg": "audio/ogg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
PICTURES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})
RECORDINGS = frozenset({".flac", ".m4a", ".mp3", ".mp4", ".ogg", ".vtt", ".wav", ".webm"})
HASHED_NAME = re.compile(r"\.[0-9a-f]{12}(\.[^./]+)?$")
IMMUTABLE = "public, max-age=31536000, immutable"
SHORT = "public, max-age=60"
FOR_A_DAY = "public, max-age=86400"
ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
NOT_TO_RUN = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
SMALL, SMALL_TEXT = 256 * 1024, 4 * 1024 * 1024
MEMORY = 32 * 1024 * 1024
QUALITY = 9


@dataclass(frozen=True, slots=True)
class _Kept:
    """A file in memory, and the state on disk that it was read in."""

    place: Path
    state: tuple[int, int]
    page: Page


@dataclass(frozen=True, slots=True)
class _OnDisk:
    """A file too big for memory."""

    place: Path
    size: int
    etag: str
    headers: HeaderList


class Shelf:
    """The files below `root`, small ones kept in memory in all their forms until they change on disk.

    `shown`: for folders that people upload to. Files with these endings can't run code and are shown, anything else is
    offered for saving. No name leads out of the folder, through `..` or a link, nor to anything whose name begins with
    a dot.
    """

    def __init__(self, root: Path, *, shown: frozenset[str] | None = None) -> None:
        self._root = root
        self._shown = shown
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._bytes = 0

    async def serve(self, scope: Scope, wire: Wire, name: str) -> None:
        if scope.method not in {"GET", "HEAD"}:
            return send_words(scope, wire, 405, "Only to be read.", extra=[("allow", "GET, HEAD")])
        kept = self._kept.get(name)
        if kept is not None and _state(kept.place) == kept.state:
            self._kept.move_to_end(name)
            return send_page(scope, wire, kept.page)
        found = await asyncio.to_thread(self._find, name)
        if found is None:
            return send_words(scope, wire, 404, "There is no such file.")
        if isinstance(found, _OnDisk):
            return _send_from_disk(scope, wire, found)
        self._keep(name, found)
        return send_page(scope, wire, found.page)

    def _find(self, name: str) -> _Kept | _OnDisk | None:
        place = self._place(name)
        if place is None:
            return None
        headers = self._headers(place.name)
        try:
            status = place.stat()
            text = is_compressible(headers[0][1])
            if status.st_size > (SMALL_TEXT if text else SMALL):
                etag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
                return _OnDisk(place, status.st_size, etag, [*headers, ("etag", etag), ("accept-ranges", "bytes")])
            page = build_page(status=200, headers=headers, body=place.read_bytes(), quality=QUALITY)
        except OSError:
            return None
        return _Kept(place, (status.st_mtime_ns, status.st_size), page)

    def _place(self, name: str) -> Path | None:
        parts = name.split("/")
        if "\0" in name or "\\" in name or any(not part or part.startswith(".") for part in parts):
            return None
        try:
            root = self._root.resolve(strict=True)
            place = root.joinpath(*parts).resolve(strict=True)
        except (OSError, RuntimeError):
            return None
        return place if place.is_relative_to(root) and place.is_file() else None

    def _headers(self, name: str) -> HeaderList:
        suffix = Path(name).suffix.lower()
        content_type = CONTENT_TYPES.get(suffix, "application/octet-stream")
        if self._shown is None:
            lifetime = IMMUTABLE if HASHED_NAME.search(name) else SHORT
            return [("content-type", content_type), ("cache-control", lifetime), ("x-content-type-options", "nosniff")]
        safe = suffix in self._shown
        return [
            ("content-type", content_type if safe else "application/octet-stream"),
            ("cache-control", FOR_A_DAY),
            ("x-content-type-options", "nosniff"),
            ("content-security-policy", NOT_TO_RUN),
            *([] if safe else [("content-disposition", "attachment")]),
        ]

    def _keep(self, name: str, kept: _Kept) -> None:
        older = self._kept.pop(name, None)
        self._bytes += kept.page.size - (older.page.size if older else 0)
        self._kept[name] = kept
        while self._bytes > MEMORY:
            _, leaving = self._kept.popitem(last=False)
            self._bytes -= leaving.page.size


def _state(place: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(place)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _send_from_disk(scope: Scope, wire: Wire, found: _OnDisk) -> None:
    """Whole or in part: who winds a recording forward asks for a part (RFC 9110, 14)."""
    known = scope.headers.get("if-none-match")
    if known is not None and names_etag(known, found.etag):
        return wire.response_empty(304, [item for item in found.headers if item[0] not in ABOUT_THE_BODY])
    asked = scope.headers.get("range") if scope.method == "GET" else None
    if_range = scope.headers.get("if-range")
    part = read_range(asked, found.size) if asked is not None and if_range in {None, found.etag} else None
    if part is None:
        headers = [*found.headers, ("content-length", str(found.size))]
        if scope.method == "HEAD":
            return wire.response_empty(200, headers)
        return wire.response_file(200, headers, str(found.place))
    begin, end = part
    if begin >= end:
        return send_words(
            scope, wire, 416, "The file is not that long.", extra=[("content-range", f"bytes */{found.size}")]
        )
    about = [("content-range", f"bytes {begin}-{end - 1}/{found.size}"), ("content-length", str(end - begin))]
    return wire.response_file_range(206, [*found.headers, *about], str(found.place), begin, end)


def read_range(text: str, size: int) -> tuple[int, int] | None:
    """One asked-for part of a file of `size` bytes as begin and end, the end not in it; begin >= end: beyond the file.

    None where the whole file is the answer: more parts than one, or something that is no range of bytes.
    """
    match = ONE_RANGE.fullmatch(text.strip())
    if match is None or match.group() == "bytes=-":
        return None
    first, last = match.groups()
    if not first:
        return max(0, size - int(last)), size
    end = min(int(last) + 1, size) if last else size
    return None if last and int(last) < int(first) else (int(first), end)
