"""A small table of figures, as it is pasted from a spreadsheet, and the chart that is drawn from it.

Drawn on the server as SVG that needs no script and no scaling: what stands across is in percent, what stands up and
down is in pixels, so that words keep their size on a phone.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from html import escape
from typing import Literal

MOST_ROWS = 40
MOST_SERIES = 4
BAR, GAP, LABEL = 18, 14, 22
SHORT_LABEL = 6
PLOT = 240

ChartKind = Literal["bars", "lines"]
type _Across = Callable[[Decimal], float]


class BadFigures(Exception):
    """The table can't be drawn; `problem` is a key for words, `place` the line it is about (from 1, 0: the whole)."""

    def __init__(self, problem: str, *, place: int = 0, text: str = "") -> None:
        super().__init__(f"{problem} in line {place}: {text}")
        self.problem = problem
        self.place = place
        self.text = text


@dataclass(frozen=True)
class Figures:
    """`labels` down the side, one series of numbers per name; `None` where the table has a gap."""

    heading: str
    names: tuple[str, ...]
    labels: tuple[str, ...]
    series: tuple[tuple[Decimal | None, ...], ...]

    @property
    def rows(self) -> list[tuple[str, tuple[Decimal | None, ...]]]:
        return [(label, tuple(one[n] for one in self.series)) for n, label in enumerate(self.labels)]

    @property
    def numbers(self) -> list[Decimal]:
        return [number for one in self.series for number in one if number is not None]


def read_figures(text: str) -> Figures:
    """The table in `text`: a first line of names, then a label and a number per series; tabs, semicolons or commas.

    Numbers may carry spaces or commas between thousands and a percent sign. Raises BadFigures.
    """
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    if len(lines) < 2:
        raise BadFigures("too few lines")
    mark = next((mark for mark in "\t;," if mark in lines[0]), "")
    if not mark:
        raise BadFigures("one column", place=1, text=lines[0])
    table = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=mark)]
    heading, *names = table[0]
    if len(names) > MOST_SERIES:
        raise BadFigures("too many columns", place=1, text=str(MOST_SERIES))
    if len(table) - 1 > MOST_ROWS:
        raise BadFigures("too many lines", text=str(MOST_ROWS))
    for place, row in enumerate(table[1:], start=2):
        if len(row) != len(names) + 1:
            raise BadFigures("columns differ", place=place, text=" ".join(row))
    numbers = [[_number(cell, place) for cell in row[1:]] for place, row in enumerate(table[1:], start=2)]
    figures = Figures(heading, tuple(names), tuple(row[0] for row in table[1:]), tuple(zip(*numbers, strict=True)))
    if not figures.numbers:
        raise BadFigures("no number")
    return figures


def _number(cell: str, place: int) -> Decimal | None:
    plain = "".join(cell.split()).replace(",", "").rstrip("%").replace("−", "-")
    if not plain or plain in {"-", "–", "…"}:
        return None
    try:
        number = Decimal(plain)
    except InvalidOperation as error:
        raise BadFigures("not a number", place=place, text=cell) from error
    if not number.is_finite() or number.adjusted() > 15:
        raise BadFigures("not a number", place=place, text=cell)
    return number


def in_words(number: Decimal | None) -> str:
    """As it stands beside a bar: thousands apart by a thin space, a true minus sign; a dash for a gap."""
    if number is None:
        return "–"
    whole, _, part = f"{abs(number):,f}".partition(".")
    part = part.rstrip("0")
    sign = "−" if number < 0 else ""
    return sign + whole.replace(",", "\u202f") + (f".{part}" if part else "")


def draw_chart(figures: Figures, *, kind: ChartKind, name: str, description: str, unit: str = "") -> str:
    """The chart as safe SVG, named and described for those who don't see it. `unit` follows each number."""
    body, height = _bars(figures, unit) if kind == "bars" else _lines(figures, unit)
    label = escape(f"{name}. {description}" if description else name, quote=True)
    return f'<svg class="chart" role="img" aria-label="{label}" width="100%" height="{height}">{body}</svg>'


def _bars(figures: Figures, unit: str) -> tuple[str, int]:
    """A bar per number from a common nought, its label above it, or beside it where all labels are short.

    Widths leave room for the number behind the bar.
    """
    low, high = min([Decimal(0), *figures.numbers]), max([Decimal(0), *figures.numbers])
    beside = len(figures.names) == 1 and max(map(len, figures.labels)) <= SHORT_LABEL
    left = (16.0 if beside else 0.0) + (14.0 if low < 0 else 0.0)

    def across(value: Decimal) -> float:
        return left + float((value - low) / ((high - low) or 1)) * (80 - left)

    parts: list[str] = []
    top = 0
    for label, numbers in figures.rows:
        parts.append(f'<text x="0" y="{top + 14}" class="chart-label">{escape(label)}</text>')
        top += 0 if beside else LABEL
        for place, number in enumerate(numbers):
            parts.append(_bar(number, across, top=top, place=place, unit=unit))
            top += BAR + 2
        top += GAP // 2 if beside else GAP
    if low < 0:
        nought = f"{across(Decimal(0)):.2f}%"
        parts.append(f'<line x1="{nought}" x2="{nought}" y1="0" y2="{top}" class="chart-nought"/>')
    return "".join(parts), top


def _bar(number: Decimal | None, across: _Across, *, top: int, place: int, unit: str) -> str:
    words = escape(in_words(number) + (f"\u202f{unit}" if unit and number is not None else ""))
    begin, end = sorted((across(Decimal(0)), across(number or Decimal(0))))
    rect = (
        f'<rect x="{begin:.2f}%" y="{top}" width="{max(end - begin, 0.2):.2f}%" height="{BAR}" class="chart-{place}"/>'
    )
    text = f'<text x="{end:.2f}%" dx="6" y="{top + 14}" class="chart-number">{words}</text>'
    return text if number is None else rect + text


def _lines(figures: Figures, unit: str) -> tuple[str, int]:
    """A line per series over four rules; the first, middle and last label stand below."""
    low, high, step = even_scale(min(figures.numbers), max(figures.numbers))
    steps = int((high - low) / step)
    parts = []
    for n in range(steps + 1):
        y = 20 + PLOT - PLOT * n / steps
        words = escape(in_words(low + step * n) + (f"\u202f{unit}" if unit and n == steps else ""))
        parts.append(f'<line x1="0" x2="100%" y1="{y:.1f}" y2="{y:.1f}" class="chart-rule"/>')
        parts.append(f'<text x="0" y="{y - 5:.1f}" class="chart-number">{words}</text>')
    last = max(len(figures.labels) - 1, 1)
    plot = "".join(
        f'<polyline points="{_points(stretch, low, high)}" class="chart-line chart-{place}"/>'
        for place, one in enumerate(figures.series)
        for stretch in _stretches(one, last)
    )
    parts.append(
        f'<svg x="12%" y="20" width="86%" height="{PLOT}" viewBox="0 0 100 100" preserveAspectRatio="none" '
        f'class="chart-plot">{plot}</svg>'
    )
    for n in sorted({0, last // 2, len(figures.labels) - 1}):
        anchor = "start" if n == 0 else "end" if n == last else "middle"
        x = 12 + 86 * n / last
        parts.append(
            f'<text x="{x:.2f}%" y="{PLOT + 42}" text-anchor="{anchor}" class="chart-label">'
            f"{escape(figures.labels[n])}</text>"
        )
    return "".join(parts), PLOT + 50


def _stretches(numbers: Sequence[Decimal | None], last: int) -> list[list[tuple[float, Decimal]]]:
    """Unbroken runs of (place across in percent, number); a gap in the table is a gap in the line.

    A number alone between two gaps becomes a short dash, so that it is seen.
    """
    runs: list[list[tuple[float, Decimal]]] = [[]]
    for n, number in enumerate(numbers):
        if number is None:
            runs.append([])
        else:
            runs[-1].append((100 * n / last, number))
    return [
        run if len(run) > 1 else [(run[0][0] - 0.6, run[0][1]), (run[0][0] + 0.6, run[0][1])] for run in runs if run
    ]


def _points(run: Sequence[tuple[float, Decimal]], low: Decimal, high: Decimal) -> str:
    return " ".join(f"{x:.2f},{100 - float((number - low) / (high - low)) * 100:.2f}" for x, number in run)


def even_scale(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """Bottom, top and step of an axis in round numbers that holds both, with nought in it unless all lie far above."""
    if low > 0 and (high - low) > high / 3:
        low = Decimal(0)
    if low >= 0 and low == high:
        low = Decimal(0)
    if high <= 0 and low == high:
        high = Decimal(0)
    if low == high:
        high = low + 1
    rough = (high - low) / 4
    power = Decimal(10) ** math.floor(math.log10(rough))
    step = next(power * n for n in (1, 2, 5, 10) if power * n >= rough)
    bottom = (low / step).to_integral_value(rounding="ROUND_FLOOR") * step
    top = (high / step).to_integral_value(rounding="ROUND_CEILING") * step
    return bottom, top, step
