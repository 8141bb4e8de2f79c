"""The printed table, and the file that holds the same for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.machine import Machine

HEADINGS = ("figure", "value", "unit", "goal", "verdict", "note")
RIGHT = {"value"}


def shown(value: float | None) -> str:
    """Three digits that count; whole numbers from a hundred up."""
    if value is None:
        return "–"
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def row(figure: Figure) -> tuple[str, ...]:
    goal = f"{figure.goal.direction} {shown(figure.goal.bound)}" if figure.goal else ""
    return (figure.name, shown(figure.value), figure.unit, goal, figure.verdict, figure.note)


def as_table(figures: Sequence[Figure]) -> str:
    """A table in Markdown with its columns aligned, so that it reads well in a terminal and can be put into a page."""
    rows = [HEADINGS, *map(row, figures)]
    widths = [max(len(cells[column]) for cells in rows) for column in range(len(HEADINGS))]
    rule = [
        "-" * (width - 1) + ":" if name in RIGHT else "-" * width for name, width in zip(HEADINGS, widths, strict=True)
    ]
    return "\n".join(_line(cells, widths) for cells in (rows[0], rule, *rows[1:])) + "\n"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    columns = zip(HEADINGS, cells, widths, strict=True)
    padded = [cell.rjust(width) if name in RIGHT else cell.ljust(width) for name, cell, width in columns]
    return f"| {' | '.join(padded)} |"


def write_json(*, folder: Path, machine: Machine, figures: Sequence[Figure], measured_at: datetime) -> Path:
    """`benchmarks.json` in the home folder: the machine, and every figure of this run with its verdict."""
    path = folder / "benchmarks.json"
    told = {
        "measured_at": measured_at.isoformat(timespec="seconds"),
        "machine": machine.told,
        "figures": [{**asdict(figure), "verdict": figure.verdict} for figure in figures],
    }
    path.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
