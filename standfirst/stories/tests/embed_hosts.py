"""Real servers on this machine that play embed hosts, kind and unkind, and how tests reach them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from standfirst.stories.embedding.addresses import Piece, name_piece
from standfirst.stories.embedding.hosts import HOSTS
from standfirst.stories.embedding.reaching import Manners

PUBLIC, PRIVATE = "127.0.0.1", "127.0.0.2"
VIDEO = "https://www.youtube.com/watch?v=abc-DEF_123"


@dataclass
class Said:
    """What a server answers; `wait` is an event that it waits for before and between bytes."""

    body: bytes = b""
    type: str = "application/json"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: threading.Event | None = None


@dataclass
class Host:
    port: int
    asked: list[str]
    answers: dict[str, Said]


class _Handler(BaseHTTPRequestHandler):
    host: Host

    def do_GET(self) -> None:
        self.host.asked.append(self.path)
        said = self.host.answers.get(self.path.partition("?")[0], Said(status=404))
        if said.wait is not None:
            said.wait.wait(20)
        self.send_response(said.status)
        for name, value in {"Content-Type": said.type, "Content-Length": str(len(said.body)), **said.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(said.body)
        except OSError:
            return

    def log_message(self, *args: object) -> None:
        return


@contextmanager
def serving(answers: dict[str, Said], at: str = PUBLIC, port: int = 0) -> Iterator[Host]:
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer((at, port), handler)
    host = handler.host = Host(port=server.server_port, asked=[], answers=answers)  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield host
    finally:
        for said in answers.values():
            if said.wait is not None:
                said.wait.set()
        server.shutdown()
        thread.join()
        server.server_close()


def names(*addresses: list[str]) -> Callable[[str], object]:
    """A look-up that tells these addresses, one list each time it is asked; the last stays."""
    waiting = list(addresses)

    async def look_up(name: str) -> list[str]:
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    return look_up


def manners(host: Host, *addresses: list[str]) -> Manners:
    """Production's, but for the loopback address that here stands for the open network."""
    return Manners(
        allows=lambda address: address == PUBLIC,
        look_up=names(*(addresses or ([PUBLIC],))),  # type: ignore[arg-type]
        schemes=("http",),
        ports=(host.port,),
    )


def asking(host: Host, path: str = "/oembed", name: str = "host.example") -> Piece:
    """The video, to be asked about at a server of ours."""
    return replace(name_piece(VIDEO, HOSTS), question=f"http://{name}:{host.port}{path}")
