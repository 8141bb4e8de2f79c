"""On what machine a figure was measured: without it a figure says nothing."""

from __future__ import annotations

import os
import platform
import sqlite3
import time
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("django", "wagtail", "granian", "uvloop", "aiohttp", "psycopg", "nh3")
SYNCS = 50


@dataclass(frozen=True)
class Machine:
    """What was found out, by what it is about."""

    told: dict[str, str]

    @classmethod
    def here(cls, *, folder: Path, postgresql: str, nginx: str) -> Machine:
        """`folder` is where the sites will lie: its disk decides how quickly a comment is safely written."""
        return cls(
            {
                "processor": f"{processor()}, {os.cpu_count()} cores",
                "memory": f"{memory_bytes() / 2**30:.0f} GiB",
                "system": f"{system_name()}, {platform.system()} {platform.release()}",
                "disk": f"{milliseconds_to_sync(folder):.2f} ms to write 4 kB and have them safe",
                "Python": platform.python_version(),
                "packages": ", ".join(f"{name} {installed(name)}" for name in PACKAGES),
                "databases": f"SQLite {sqlite3.sqlite_version}, {postgresql or 'no PostgreSQL'}",
                "nginx": nginx or "none",
                "load before": load(),
            }
        )

    def with_load_after(self) -> Machine:
        return Machine({**self.told, "load after": load()})

    def in_words(self) -> str:
        widest = max(map(len, self.told))
        return "".join(f"{about.ljust(widest)}  {what}\n" for about, what in self.told.items())


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def memory_bytes() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def system_name() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.system()


def installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"


def load() -> str:
    """What else the machine did: the load average of the last minute, and of the last five."""
    one, five, _ = os.getloadavg()
    return f"{one:.2f} (1 minute), {five:.2f} (5 minutes)"


def milliseconds_to_sync(folder: Path) -> float:
    """The median of some writes that wait for the disk, as a commit does."""
    path = folder / "sync-probe"
    took = []
    with path.open("wb", buffering=0) as file:
        for _ in range(SYNCS):
            begun = time.perf_counter()
            file.write(bytes(4096))
            os.fsync(file.fileno())
            took.append(time.perf_counter() - begun)
    path.unlink()
    return sorted(took)[SYNCS // 2] * 1000
