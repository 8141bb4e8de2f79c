"""Which processes descend from one, and which live: read from /proc, or asked of `ps` where there is none."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True)
class Process:
    pid: int
    parent: int
    state: str
    command: str


def descendants(pid: int) -> list[Process]:
    """All living processes below `pid`, parents before children."""
    processes = [process for process in all_processes() if process.state != "Z"]
    found: list[Process] = []
    parents = {pid}
    while below := [one for one in processes if one.parent in parents and one not in found]:
        found += below
        parents = {process.pid for process in below}
    return found


def alive(pid: int) -> bool:
    """Whether the process still runs; one that has ended and was not asked after counts as gone."""
    return any(process.pid == pid and process.state != "Z" for process in all_processes())


def all_processes() -> list[Process]:
    if not (PROC / "self" / "stat").exists():
        return _from_ps()
    found = (_from_proc(folder) for folder in PROC.iterdir() if folder.name.isdigit())
    return [process for process in found if process is not None]


def _from_proc(folder: Path) -> Process | None:
    try:
        # The name in brackets may hold spaces and brackets itself.
        state, parent = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()[:2]
        command = (folder / "cmdline").read_bytes().decode(errors="replace").rstrip("\0").replace("\0", " ")
    except OSError:
        return None
    return Process(int(folder.name), int(parent), state, command)


def _from_ps() -> list[Process]:
    told = subprocess.run(["ps", "-axo", "pid=,ppid=,state=,command="], capture_output=True, text=True, check=True)
    lines = (line.split(maxsplit=3) for line in told.stdout.splitlines())
    return [Process(int(pid), int(parent), state[0], command) for pid, parent, state, command in lines]
