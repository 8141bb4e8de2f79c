"""A receiver of webhooks on this machine: a real server in a thread, which answers as the test says."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


class Receiver:
    """What arrived, and how it is answered: with `status`, `headers` and `body`, or by `answer` of the test's own."""

    def __init__(self) -> None:
        self.arrived: list[tuple[dict[str, str], bytes]] = []
        self.status = 204
        self.headers: dict[str, str] = {}
        self.body = b""
        self.answer: Callable[[socket.socket, Event], None] | None = None
        self.over = Event()
        self.address = ""

    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _ in self.arrived]


@contextmanager
def receiver() -> Iterator[Receiver]:
    this = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            this.arrived.append(({name.lower(): value for name, value in self.headers.items()}, body))
            try:
                if this.answer:
                    this.answer(self.connection, this.over)
                    return
                self.send_response(this.status)
                for name, value in this.headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(this.body)))
                self.end_headers()
                self.wfile.write(this.body)
            except OSError:
                pass  # the other side has gone, as it may

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    this.address = f"http://127.0.0.1:{server.server_address[1]}/hook"
    try:
        yield this
    finally:
        this.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
