"""CPU time of processes that are not ours to instrument, and the end of those that we started. Reads /proc."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

from benchmarks.figures import NotMeasured

PROC = Path("/proc")
STOP_SECONDS = 25


def cpu_seconds(*pids: int) -> float:
    """User and system time that these processes and all below them have used so far, to a hundredth of a second."""
    ticks = 0
    for one in {one for pid in pids for one in (pid, *descendants(pid))}:
        fields = _stat(one)
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def descendants(pid: int) -> list[int]:
    """The processes below this one, all generations."""
    if not PROC.exists():
        raise NotMeasured("CPU time of other processes is read from /proc, which this system does not have")
    children: dict[int, list[int]] = {}
    for path in PROC.glob("[0-9]*"):
        try:
            children.setdefault(int(_stat(int(path.name))[1]), []).append(int(path.name))
        except ProcessLookupError:
            continue
    found, waiting = [], [pid]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def command_of(pid: int) -> list[str]:
    return (PROC / str(pid) / "cmdline").read_text(encoding="utf-8").rstrip("\0").split("\0")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process that we started: kindly, then, after a wait, without asking."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _stat(pid: int) -> list[str]:
    """The fields behind the name, which may itself hold spaces: state, parent, … as proc(5) numbers them from 3 on."""
    try:
        return (PROC / str(pid) / "stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
    except (FileNotFoundError, ProcessLookupError) as error:
        raise ProcessLookupError(pid) from error
