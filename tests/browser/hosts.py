"""Another site on this machine, with pages of its own making: a blog that has comments of the paper on them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

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
