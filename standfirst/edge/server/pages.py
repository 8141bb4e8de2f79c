"""A finished page in up to three forms, each with its headers ready.

All the work is done when a page is stored, so that giving it out costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

from standfirst.edge.server.encodings import IDENTITY, compressed_forms, is_compressible, preferences
from standfirst.edge.server.rsgi import HeaderList, RequestHeaders, Scope, Wire

ETAG_SUFFIX = {"br": "-br", "gzip": "-gz", IDENTITY: ""}
ABOUT_THE_BODY = {"content-length", "content-type", "content-encoding", "content-disposition"}
OVERHEAD = 4096
"""Bytes that a page costs in memory beside its bodies: headers, keys, tags. Rather too much than too little."""


@dataclass(frozen=True, slots=True)
class Form:
    """The page in one encoding, with the headers of the answer and of a 304."""

    body: bytes
    etag: str
    headers: HeaderList
    unchanged_headers: HeaderList


@dataclass(frozen=True, slots=True)
class Page:
    status: int
    forms: Mapping[str, Form]
    size: int
    counted_as: str = ""
    """The name under which it is counted how often the page is shown; empty: it is not."""

    def form_for(self, accept_encoding: str) -> Form:
        """The form this reader likes best; identity for one who likes none."""
        for encoding in preferences(accept_encoding):
            form = self.forms.get(encoding)
            if form is not None:
                return form
        return self.forms[IDENTITY]


def build_page(*, status: int, headers: HeaderList, body: bytes, quality: int, counted_as: str = "") -> Page:
    """Compress a body once and prepare the headers of each form. Takes milliseconds for a big page: use a thread.

    `headers` have lower-case names, and no length, encoding, tag or Vary of their own.
    """
    content_type = next((value for name, value in headers if name == "content-type"), "")
    bodies = {IDENTITY: body}
    varies = is_compressible(content_type)
    if varies:
        bodies |= compressed_forms(body, quality=quality)
        headers = [*headers, ("vary", "accept-encoding")]
    digest = blake2b(body, digest_size=12).hexdigest()
    forms = {encoding: _form(headers, encoding, form, digest) for encoding, form in bodies.items()}
    text = sum(len(name) + len(value) for name, value in headers)
    size = OVERHEAD + sum(map(len, bodies.values())) + len(bodies) * text
    return Page(status=status, forms=forms, size=size, counted_as=counted_as)


def _form(headers: HeaderList, encoding: str, body: bytes, digest: str) -> Form:
    etag = f'"{digest}{ETAG_SUFFIX[encoding]}"'
    encoded = [("content-encoding", encoding)] if encoding != IDENTITY else []
    answer = [*headers, ("etag", etag), *encoded, ("content-length", str(len(body)))]
    unchanged = [(name, value) for name, value in answer if name not in ABOUT_THE_BODY]
    return Form(body=body, etag=etag, headers=answer, unchanged_headers=unchanged)


def send_page(
    scope: Scope, wire: Wire, page: Page, *, asked: RequestHeaders | None = None, extra: HeaderList | None = None
) -> None:
    """Answer GET or HEAD with a page: in the form the reader likes, or 304 when the reader has that form already.

    `asked` are the request's headers, for a caller who has them: granian copies all of them at each look.
    """
    asked = asked or scope.headers
    extra = extra or []
    form = page.form_for(asked.get("accept-encoding", ""))
    known = asked.get("if-none-match")
    if known is not None and page.status == 200 and names_etag(known, form.etag):
        wire.response_empty(304, form.unchanged_headers + extra)
    elif scope.method == "HEAD":
        wire.response_empty(page.status, form.headers + extra)
    else:
        wire.response_bytes(page.status, form.headers + extra, form.body)


def names_etag(if_none_match: str, etag: str) -> bool:
    """Whether the header names this tag; compared weakly, as RFC 9110, section 13.1.2 has it."""
    if if_none_match == etag:
        return True
    named = {item.strip().removeprefix("W/") for item in if_none_match.split(",")}
    return etag in named or "*" in named
