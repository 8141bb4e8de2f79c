"""Shapes as lists of points, on a sheet 1200 wide. The same call gives the same points on every machine."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence

type Point = tuple[float, float]
type Outline = Sequence[Point]


class Dice:
    """Chance that always falls the same way for the same name.

    Drawn from a hash, because `random` only promises to repeat itself within one version of Python.
    """

    def __init__(self, name: str) -> None:
        digest = hashlib.shake_256(name.encode()).digest(4096)
        self._throws: Iterator[int] = (digest[i] * 256 + digest[i + 1] for i in range(0, 4096, 2))

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * next(self._throws) / 65535

    def one_of[Thing](self, things: Sequence[Thing]) -> Thing:
        return things[next(self._throws) % len(things)]


def box(x: float, y: float, width: float, height: float) -> Outline:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def oval(x: float, y: float, across: float, down: float | None = None, *, steps: int = 64) -> Outline:
    """An ellipse round (x, y); `across` and `down` are radii."""
    tall = across if down is None else down
    turn = math.tau / steps
    return [(x + across * math.cos(i * turn), y + tall * math.sin(i * turn)) for i in range(steps)]


def arc(x: float, y: float, radius: float, start: float, end: float, *, squash: float = 1.0) -> Outline:
    """Points along a circle from `start` to `end` degrees, clockwise from three o'clock."""
    steps = max(8, int(abs(end - start) / 4))
    angles = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(x + radius * math.cos(a), y + radius * squash * math.sin(a)) for a in angles]


def smooth(points: Outline, *, closed: bool = True, steps: int = 10) -> Outline:
    """A soft curve through all the points (Catmull-Rom)."""
    count = len(points)
    last = count if closed else count - 1
    curve: list[Point] = []
    for i in range(last):
        if closed:
            a, b, c, d = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        else:
            a, b, c, d = (points[min(max(i + k, 0), count - 1)] for k in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            curve.append((_between(a[0], b[0], c[0], d[0], t), _between(a[1], b[1], c[1], d[1], t)))
    if not closed:
        curve.append(points[-1])
    return curve


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)


def land(crest: Outline, *, floor: float = 900) -> Outline:
    """Everything below a crest line, down past the foot of the sheet."""
    return [*crest, (crest[-1][0], floor), (crest[0][0], floor)]


def ridge(
    name: str, *, height: float, rough: float, left: float = -40, right: float = 1240, steps: int = 14
) -> Outline:
    """A hill line round `height`, rising and falling by up to `rough`."""
    dice = Dice(name)
    gap = (right - left) / steps
    points = [(left + i * gap, height + dice.between(-rough, rough)) for i in range(steps + 1)]
    return smooth(points, closed=False, steps=6)


def swell(
    height: float, *, lift: float, length: float, phase: float = 0.0, left: float = -20, right: float = 1220
) -> Outline:
    """The top of a band of sea: pointed crests and round troughs, as water has."""
    points: list[Point] = []
    x = left
    while x <= right:
        turn = math.tau * (x / length + phase)
        points.append((x, height - lift * (abs(math.sin(turn / 2)) ** 0.7 * -2 + 1)))
        x += 12
    return points


def moved(points: Outline, x: float, y: float, *, scale: float = 1.0, flip: bool = False, turn: float = 0.0) -> Outline:
    """The outline drawn round (0, 0), enlarged, turned by degrees and set down at (x, y)."""
    side = -scale if flip else scale
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return [(x + (px * cos - py * sin) * side, y + (px * sin + py * cos) * scale) for px, py in points]
