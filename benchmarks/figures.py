"""What a figure is, and the register of the benchmarks that give them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.sites import Sites


@dataclass(frozen=True)
class Goal:
    """A bound that a value keeps: at most so much of what costs, at least so much of what is wanted."""

    direction: str
    bound: float

    def is_met(self, value: float) -> bool:
        return value <= self.bound if self.direction == "at most" else value >= self.bound


def at_most(bound: float) -> Goal:
    return Goal("at most", bound)


def at_least(bound: float) -> Goal:
    return Goal("at least", bound)


@dataclass(frozen=True)
class Figure:
    """One measured value. Without a value it could not be measured here, and `note` says why."""

    name: str
    unit: str
    value: float | None
    goal: Goal | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """`met`, `missed` or `not measured`; empty for a value without a goal."""
        if self.value is None:
            return "not measured"
        if self.goal is None:
            return ""
        return "met" if self.goal.is_met(self.value) else "missed"


class NotMeasured(Exception):
    """Something that a figure needs is not on this machine. The message says what, in words for a person."""


class UnknownBenchmark(Exception):
    """No benchmark has this name. The message names those there are."""


Benchmark = Callable[["Sites"], Iterable[Figure]]


class Register:
    """All benchmarks by name. A benchmark is a function: ONLY takes its name, its docstring says what it measures."""

    def __init__(self) -> None:
        self.by_name: dict[str, Benchmark] = {}

    def __call__(self, benchmark: Benchmark) -> Benchmark:
        """The decorator."""
        if benchmark.__name__ in self.by_name:
            raise ValueError(f"Two benchmarks are called {benchmark.__name__}.")
        self.by_name[benchmark.__name__] = benchmark
        return benchmark

    def chosen(self, names: Sequence[str]) -> list[Benchmark]:
        """Those named, or all of them in the order of the register. Raises UnknownBenchmark."""
        for name in names:
            if name not in self.by_name:
                raise UnknownBenchmark(f"no benchmark is called {name!r}. There are: {', '.join(self.by_name)}.")
        return [benchmark for name, benchmark in self.by_name.items() if not names or name in names]


benchmark = Register()
