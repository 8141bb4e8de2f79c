"""nginx with the very page that the edge gives: the same headers, the same compressed bytes, from a file."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import NotMeasured
from benchmarks.load import Answer, LoadBroken, fetch
from benchmarks.processes import stop
from benchmarks.sites import free_port

USUAL_PLACES = ("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx")
STARTS_WITHIN = 10.0
ITS_OWN = {"content-length", "content-type", "date", "server", "connection", "last-modified", "accept-ranges"}
"""Headers that nginx writes by itself."""

CONFIG = """
daemon off; master_process off; worker_processes 1; {user}
pid {folder}/nginx.pid; error_log {folder}/nginx.log crit;
events {{ worker_connections 1024; }}
http {{
  access_log off; server_tokens off; sendfile on; tcp_nopush on; etag off; keepalive_requests 10000000;
  open_file_cache max=16 inactive=1h; open_file_cache_valid 1h;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  types {{ }} default_type "{content_type}";
  server {{
    listen 127.0.0.1:{port};
    root {folder};
    location = {path} {{ try_files /page =404; {headers} }}
  }}
}}
"""


@dataclass(frozen=True)
class Nginx:
    host: str
    pid: int


def find_nginx() -> str:
    """Its path; empty if it is not here."""
    found = shutil.which("nginx") or next((path for path in USUAL_PLACES if Path(path).exists()), "")
    return found or ""


def nginx_version() -> str:
    program = find_nginx()
    if not program:
        return ""
    done = subprocess.run([program, "-v"], capture_output=True, text=True, check=False)  # noqa: S603 - a fixed argument
    return done.stderr.rpartition("/")[2].strip()


@contextmanager
def serving(*, page: Answer, path: str, request: bytes, folder: Path) -> Iterator[Nginx]:
    """nginx as one process that answers `request` just as the edge did with `page`; that it does so is checked.

    Raises NotMeasured where there is no nginx, LoadBroken where the two answers differ.
    """
    program = find_nginx()
    if not program:
        raise NotMeasured("there is no nginx here")
    port = free_port()
    (folder / "page").write_bytes(page.body)
    (folder / "nginx.conf").write_text(_config(page=page, path=path, folder=folder, port=port), encoding="utf-8")
    process = subprocess.Popen([program, "-p", str(folder), "-c", str(folder / "nginx.conf")])  # noqa: S603 - as above
    try:
        host = f"127.0.0.1:{port}"
        _check_same(page, _first_answer(host, request, process))
        yield Nginx(host, process.pid)
    finally:
        stop(process)


def _config(*, page: Answer, path: str, folder: Path, port: int) -> str:
    headers = [(name, value) for name, value in page.headers() if name not in ITS_OWN]
    return CONFIG.format(
        user="user root;" if os.geteuid() == 0 else "",
        folder=folder,
        port=port,
        path=path,
        content_type=page.header("content-type"),
        headers=" ".join(f"add_header {name} {_quoted(value)};" for name, value in headers),
    )


def _quoted(value: str) -> str:
    if "$" in value or ("'" in value and '"' in value):
        raise LoadBroken(f"nginx can't be told to send {value!r}.")
    return f'"{value}"' if "'" in value else f"'{value}'"


def _first_answer(host: str, request: bytes, process: subprocess.Popen[bytes]) -> Answer:
    until = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            return fetch(host, request)
        except ConnectionError:
            if process.poll() is not None or time.monotonic() > until:
                raise NotMeasured("nginx did not start") from None
            time.sleep(0.05)


def _check_same(ours: Answer, theirs: Answer) -> None:
    missing = [item for item in ours.headers() if item[0] not in ITS_OWN and item not in theirs.headers()]
    if missing or ours.body != theirs.body or ours.status != theirs.status:
        raise LoadBroken(f"nginx does not give the same page: {theirs.head!r} lacks {missing!r}.")
