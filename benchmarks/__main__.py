"""`python -m benchmarks [name …]`: measures, prints the table with the machine, writes it into the home folder.

Ends with 0 also where a goal is missed (the table says so), with 2 for a name that no benchmark has, with 1 where a
benchmark broke.
"""

from __future__ import annotations

import argparse
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from types import FrameType

# Each file puts its benchmarks into the register, in the order of the table.
from benchmarks import (  # noqa: F401
    cached_pages,
    cold_pages,
    erasing,
    lighthouse,
    posting,
    reading,
    recommending,
    searching,
    sizes,
    starting,
    word_lists,
)
from benchmarks.beside_nginx import nginx_version
from benchmarks.figures import Benchmark, Figure, NotMeasured, UnknownBenchmark, benchmark
from benchmarks.machine import Machine
from benchmarks.postgresql import server_version
from benchmarks.sites import Sites
from benchmarks.table import as_table, write_json
from standfirst.processes.places import Places


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of: {', '.join(benchmark.by_name)}")
    try:
        chosen = benchmark.chosen(parser.parse_args(arguments).names)
    except UnknownBenchmark as error:
        say(f"error: {error}")
        return 2
    signal.signal(signal.SIGTERM, stop)
    folder = Places.from_environ().home
    folder.mkdir(parents=True, exist_ok=True)
    machine = Machine.here(folder=folder, postgresql=server_version(), nginx=nginx_version())
    sites = Sites(folder, say)
    try:
        broken, figures = measure_all(chosen, sites)
    finally:
        sites.close()
    machine = machine.with_load_after()
    say("\n" + machine.in_words() + "\n" + as_table(figures))
    path = write_json(folder=folder, machine=machine, figures=figures, measured_at=datetime.now(UTC))
    say(f"written to {path}")
    missed = sum(figure.verdict == "missed" for figure in figures)
    say(f"{missed} of {sum(figure.goal is not None for figure in figures)} goals missed")
    return 1 if broken else 0


def measure_all(chosen: Sequence[Benchmark], sites: Sites) -> tuple[int, list[Figure]]:
    """How many benchmarks broke, and the figures of all others."""
    figures: list[Figure] = []
    broken = 0
    for one in chosen:
        sites.say(f"{one.__name__}: {(one.__doc__ or '').splitlines()[0]}")
        try:
            figures += measure(one, sites)
        except Exception:  # noqa: BLE001 - one benchmark that breaks must not cost the figures of the others
            broken += 1
            sites.say(traceback.format_exc())
    return broken, figures


def measure(one: Benchmark, sites: Sites) -> Iterator[Figure]:
    try:
        yield from one(sites)
    except NotMeasured as reason:
        yield Figure(one.__name__, "", None, note=str(reason))


def stop(signum: int, frame: FrameType | None) -> None:
    """As Ctrl-C does: by an exception, so that every site is stopped on the way out."""
    raise SystemExit(128 + signum)


if __name__ == "__main__":
    sys.exit(main())
