"""Another site on this machine, with pages of its own making: a blog that has comments of the paper on them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from playwright.sync_api import Page

from standfirst import clock
from tests.site import Site

SECRET = "between the two of us, and nobody else 12345"
STYLE = "body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; font: 18px/1.6 system-ui, sans-serif; }"


@dataclass
class Host:
    """Pages by path, each with headers of its own. By name it is `localhost`, while the paper is 127.0.0.1."""

    port: int
    pages: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    def serve(self, path: str, comments: str, *, style: str = STYLE, language: str = "en", **headers: str) -> str:
        """A page with this where the comments belong; returns its address."""
        page = (
            f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>The ferry runs aground</title>'
            f'<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
            f'<link rel="stylesheet" href="/style.css"><main><h1>The ferry runs aground</h1><p>At noon.</p>'
            f"{comments}</main><footer>The Ferry Blog</footer></html>"
        )
        self.pages[path] = (page, {name.replace("_", "-"): value for name, value in headers.items()})
        self.pages["/style.css"] = (style, {"Content-Type": "text/css"})
        return f"{self.origin}{path}"


@contextmanager
def a_host() -> Iterator[Host]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page, headers = host.pages.get(self.path.partition("?")[0], ("", {}))
            body = page.encode()
            self.send_response(200 if body else 404)
            for name, value in ({"Content-Type": "text/html; charset=utf-8"} | headers).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: Any) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host = Host(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def register(site: Site, host: Host, **more: Any) -> str:
    """The blog as a site of the paper; returns its reference."""
    from standfirst.comments.actions.sites import add_key, add_site

    with site.open_database():
        made = add_site(origins=[host.origin], settings={"name": "The Ferry Blog", **more}, now=clock.now())
        if more.get("issuer"):
            add_key(site_id=made.pk, kid="first", algorithm="HS256", material=SECRET, valid_from=made.made_at)
        return made.reference


def element(site: Site, reference: str, page: str, **more: str) -> str:
    attributes = " ".join(f'data-{name.replace("_", "-")}="{value}"' for name, value in more.items())
    return (
        f'<standfirst-comments data-site="{reference}" data-page="{page}" {attributes}>'
        f'<a href="{site.base_url}/elsewhere/{reference}/?url={page}">Read and write comments</a></standfirst-comments>'
        f'<script async src="{site.base_url}/static/elsewhere/comments.js"></script>'
    )


def blog(site: Site, host: Host, path: str = "/ferry/", **more: Any) -> str:
    """A page of the blog with comments on it; its address."""
    page = {name: more.pop(name) for name in list(more) if name[0].isupper() or name in {"style", "language"}}
    reference = register(site, host, **{name: more.pop(name) for name in list(more) if name in {"issuer", "audience"}})
    return host.serve(path, element(site, reference, f"{host.origin}{path}", **more), **page)


def write(page: Any, words: str) -> None:
    page.get_by_label("Leave a comment").fill(words)
    page.get_by_role("button", name="Post comment").click()


def confirm(page: Page, button: str) -> None:
    """Press, and say yes in the window that opens."""
    with page.expect_popup() as opened:
        page.get_by_role("button", name=button).first.click()
    opened.value.get_by_role("button", name="Yes, write there as me").click()
