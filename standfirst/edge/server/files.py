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
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
SAFE_PICTURES = {".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"}
HASHED_NAME = re.compile(r"\.[0-9a-f]{12}(\.[^./]+)?$")
IMMUTABLE = "public, max-age=31536000, immutable"
SHORT = "public, max-age=60"
PICTURES = "public, max-age=86400"
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
    etag: str
    headers: HeaderList


class Shelf:
    """The files below `root`, small ones kept in memory in all their forms until they change on disk.

    `pictures`: only pictures that can't run code are shown, anything else is offered for saving. No name leads out of
    the folder, through `..` or a link, nor to anything whose name begins with a dot.
    """

    def __init__(self, root: Path, *, pictures: bool = False) -> None:
        self._root = root
        self._pictures = pictures
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
                return _OnDisk(place, etag, [*headers, ("etag", etag), ("content-length", str(status.st_size))])
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
        if not self._pictures:
            lifetime = IMMUTABLE if HASHED_NAME.search(name) else SHORT
            return [("content-type", content_type), ("cache-control", lifetime), ("x-content-type-options", "nosniff")]
        safe = suffix in SAFE_PICTURES
        return [
            ("content-type", content_type if safe else "application/octet-stream"),
            ("cache-control", PICTURES),
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
    known = scope.headers.get("if-none-match")
    if known is not None and names_etag(known, found.etag):
        wire.response_empty(304, [item for item in found.headers if item[0] not in ABOUT_THE_BODY])
    elif scope.method == "HEAD":
        wire.response_empty(200, found.headers)
    else:
        wire.response_file(200, found.headers, str(found.place))
