"""The harness of the benchmarks: goals, the register, the table, the file. The benchmarks themselves never run here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks import load
from benchmarks.__main__ import main, measure_all
from benchmarks.figures import (
    Figure,
    NotMeasured,
    Register,
    UnknownBenchmark,
    at_least,
    at_most,
    benchmark,
)
from benchmarks.load import Answer, Round
from benchmarks.machine import Machine
from benchmarks.sites import Sites
from benchmarks.table import as_table, shown, write_json
from tests.architecture.reading import text_of

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
COLD = Figure("cold story", "CPU ms", 12.5, at_most(15))
POSTS = Figure("posts", "posts / s", 312.4, at_least(400))
SIZE = Figure("story", "kB", 7.28)
NO_NGINX = Figure("nginx", "CPU s / 1000", None, note="there is no nginx here")


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[Sites]:
    made = Sites(tmp_path, lambda line: None)
    yield made
    made.close()


def test_a_goal_is_a_bound_with_a_direction() -> None:
    assert [figure.verdict for figure in (COLD, POSTS, SIZE, NO_NGINX)] == ["met", "missed", "", "not measured"]
    assert at_most(15).is_met(15)
    assert at_least(400).is_met(400)


def test_benchmarks_are_chosen_by_name_in_the_order_of_the_register() -> None:
    register = Register()

    @register
    def first(sites: Sites) -> Iterator[Figure]:
        yield SIZE

    @register
    def second(sites: Sites) -> Iterator[Figure]:
        yield COLD

    assert register.chosen([]) == [first, second]
    assert register.chosen(["second"]) == [second]
    with pytest.raises(UnknownBenchmark, match="first, second"):
        register.chosen(["third"])
    with pytest.raises(ValueError, match="second"):
        register(second)


def test_an_unknown_name_ends_with_2_and_the_names_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nothing_of_that_name"]) == 2
    told = capsys.readouterr().out
    assert all(name in told for name in benchmark.by_name)


def test_every_benchmark_says_what_it_measures_and_stands_in_the_documentation() -> None:
    described = text_of("docs/benchmarks.md")
    for name, one in benchmark.by_name.items():
        assert one.__doc__, name
        assert f"`{name}`" in described, name


def test_what_breaks_or_cannot_be_measured_costs_no_other_figure(sites: Sites) -> None:
    def breaks(sites: Sites) -> Iterator[Figure]:
        """Breaks."""
        yield COLD
        raise RuntimeError("the site is gone")

    def misses_something(sites: Sites) -> list[Figure]:
        """Lacks something."""
        raise NotMeasured("no server answers")

    def works(sites: Sites) -> Iterator[Figure]:
        """Works."""
        yield SIZE

    broken, figures = measure_all([breaks, misses_something, works], sites)
    assert broken == 1
    assert figures == [COLD, Figure("misses_something", "", None, note="no server answers"), SIZE]


def test_the_folder_of_the_sites_goes_with_them(tmp_path: Path) -> None:
    made = Sites(tmp_path, lambda line: None)
    home = made.new_home()
    assert home.parent.parent == tmp_path
    made.close()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "–"), (0, "0"), (7.284, "7.28"), (0.0238, "0.0238"), (312.4, "312"), (1318.2, "1,318"), (15.0, "15")],
)
def test_a_value_is_shown_with_the_digits_that_count(value: float | None, words: str) -> None:
    assert shown(value) == words


def test_the_table_tells_goal_and_verdict_and_stays_aligned() -> None:
    lines = as_table([COLD, POSTS, SIZE, NO_NGINX]).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert "at most 15" in lines[2]
    assert "| met " in lines[2]
    assert "at least 400" in lines[3]
    assert "| missed " in lines[3]
    assert "there is no nginx here" in lines[5]


def test_the_file_holds_the_machine_and_every_figure(tmp_path: Path) -> None:
    machine = Machine.here(folder=tmp_path, postgresql="", nginx="")
    told = json.loads(
        write_json(folder=tmp_path, machine=machine, figures=[COLD, SIZE], measured_at=NOON).read_text("utf-8")
    )
    assert told["measured_at"] == "2026-11-20T12:00:00+00:00"
    assert {"processor", "memory", "system", "disk", "Python", "packages", "databases"} <= set(told["machine"])
    assert told["figures"][0] == {
        "name": "cold story",
        "unit": "CPU ms",
        "value": 12.5,
        "goal": {"direction": "at most", "bound": 15},
        "note": "",
        "verdict": "met",
    }
    assert told["figures"][1]["goal"] is None
    assert [path.name for path in tmp_path.iterdir()] == ["benchmarks.json"]


def test_latencies_are_told_in_milliseconds() -> None:
    done = Round(latencies=[number / 1000 for number in range(100, 0, -1)])
    assert done.percentile(0.5) == pytest.approx(51)
    assert done.percentile(0.99) == pytest.approx(100)
    assert Round(latencies=[0.002]).percentile(0.99) == pytest.approx(2)


def test_an_answer_is_read_by_its_headers() -> None:
    head = b"HTTP/1.1 302 Found\r\nLocation: /news/ferry/#comment-7\r\ncontent-length: 0"
    answer = Answer(302, head, b"", 0.1)
    assert answer.header("location") == "/news/ferry/#comment-7"
    assert answer.header("edge-cache") == ""
    assert load.announced_length(head) == 0
    assert load.announced_length(b"HTTP/1.1 200 OK") is None
