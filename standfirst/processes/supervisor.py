"""`standfirst run`: prepares what is missing, starts edge, app and worker, keeps them up, stops them together.

It loads no Django itself, so that a second start is quick.
"""

from __future__ import annotations

import argparse
import http.client
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from standfirst.env import BadSetting
from standfirst.processes.places import Places
from standfirst.processes.stamps import is_prepared, write_stamp

PARTS = ("app", "worker", "edge")
STOP_SECONDS = 12
READY_SECONDS = 60


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def run(arguments: list[str]) -> int:
    """Run the whole site until SIGINT or SIGTERM. Returns the exit code: 0 after a clean stop, 2 if it can't start."""
    parser = argparse.ArgumentParser(prog="standfirst run", description=__doc__)
    parser.add_argument("--port", type=int, help="the port to listen on (else STANDFIRST_PORT, else 8000)")
    try:
        places = Places.from_environ(port=parser.parse_args(arguments).port)
    except BadSetting as error:
        say(f"error: {error}")
        return 2
    if taken := port_taken(places):
        say(f"error: {taken}")
        return 2
    try:
        places.home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        say(f"error: can't make the home folder {places.home} ({error.strerror}).")
        return 2
    supervisor = Supervisor(places)
    signal.signal(signal.SIGTERM, supervisor.stop)
    signal.signal(signal.SIGINT, supervisor.stop)
    if not supervisor.prepare():
        return 2 if supervisor.running else 0
    return supervisor.run()


def port_taken(places: Places) -> str:
    """Why we can't listen, in one line; empty if we can."""
    family = socket.AF_INET6 if ":" in places.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((places.host, places.port))
        except (OSError, OverflowError) as error:
            reason = error.strerror if isinstance(error, OSError) else "no such port"
            return f"can't listen on {places.host}:{places.port} ({reason}). Choose another: make run PORT=8123"
    return ""


class Supervisor:
    """The three processes. One that dies is started again, after a wait that grows while it keeps dying."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.running = True
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.deaths = dict.fromkeys(PARTS, 0)
        self.start_at = dict.fromkeys(PARTS, 0.0)

    def prepare(self) -> bool:
        """Database, static files and demo as they should be; quick when nothing has changed since the last time.

        Stopped on the way, it ends the preparation, which leaves nothing half done: the next start goes on.
        """
        if is_prepared(self.places):
            return True
        child = self.start("prepare")
        while child.poll() is None:
            if not self.running:
                child.terminate()
                if not _wait(child, STOP_SECONDS):
                    child.kill()
                child.wait()
                say("stopped.")
                return False
            time.sleep(0.05)
        if child.returncode != 0:
            say("error: the site could not be prepared; what is wrong stands above.")
            return False
        write_stamp(self.places)
        return True

    def run(self) -> int:
        """Until it is stopped. Returns the exit code."""
        announced = False
        deadline = time.monotonic() + READY_SECONDS
        while self.running:
            self.keep_up()
            if not announced and is_ready(self.places):
                announced = True
                self.announce()
            elif not announced and time.monotonic() > deadline:
                say(f"error: the site did not answer within {READY_SECONDS} seconds.")
                self.end_all()
                return 2
            time.sleep(0.2 if announced else 0.05)
        say("stopping …")
        self.end_all()
        say("stopped.")
        return 0

    def stop(self, signum: int, frame: FrameType | None) -> None:
        self.running = False

    def keep_up(self) -> None:
        now = time.monotonic()
        for part in PARTS:
            child = self.children.get(part)
            if child is not None and child.poll() is not None:
                del self.children[part]
                self.deaths[part] += 1
                wait = min(5.0, 0.1 * 2 ** min(self.deaths[part], 6))
                self.start_at[part] = now + wait
                say(f"the {part} ended (exit code {child.returncode}); it is started again.")
                child = None
            if child is None and now >= self.start_at[part]:
                self.children[part] = self.start(part)
            elif child is not None and now - self.start_at[part] > 60:
                self.deaths[part] = 0

    def start(self, part: str) -> subprocess.Popen[bytes]:
        # A session of its own: Ctrl-C reaches us alone, and we stop the parts in order.
        return subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "standfirst", part], env=self.places.child_environ(), start_new_session=True
        )

    def announce(self) -> None:
        people = self.places.home / "demo-people.txt"
        if people.exists() and not self.places.production:
            say(people.read_text(encoding="utf-8").replace("{base_url}", self.places.base_url))
        say(f"ready: {self.places.base_url}/")

    def end_all(self) -> None:
        # The edge first: it finishes what it has begun while the app still answers.
        for part in ("edge", "app", "worker"):
            child = self.children.get(part)
            if child is not None and child.poll() is None:
                child.send_signal(signal.SIGTERM)
                if part == "edge":
                    _wait(child, STOP_SECONDS / 2)
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children.values():
            if not _wait(child, deadline - time.monotonic()):
                child.kill()
                child.wait()


def _wait(child: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        child.wait(timeout=max(seconds, 0.1))
    except subprocess.TimeoutExpired:
        return False
    return True


def is_ready(places: Places) -> bool:
    """The edge answers, and the app behind it."""
    host = "127.0.0.1" if places.host == "0.0.0.0" else places.host  # noqa: S104 - compared, not bound
    connection = http.client.HTTPConnection(host, places.port, timeout=2)
    try:
        connection.request("GET", "/-/edge")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
