"""Charts: what is pasted is read, what is read is drawn, and nothing that is pasted becomes markup."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some
from lxml import etree

from standfirst.stories.figures import (
    MOST_ROWS,
    BadFigures,
    ChartKind,
    draw_chart,
    even_scale,
    in_words,
    read_figures,
)

RAIN = "Month\tRain\tUsual\r\nJanuary\t1,204.5\t980\r\nFebruary\t–\t1 020\r\n"


def drawn(text: str, kind: ChartKind = "bars") -> etree._Element:
    svg = draw_chart(read_figures(text), kind=kind, name="Rain", description="More than usual", unit="mm")
    return etree.fromstring(svg.encode())


def test_a_table_from_a_spreadsheet_is_read() -> None:
    figures = read_figures(RAIN)
    assert (figures.heading, figures.names) == ("Month", ("Rain", "Usual"))
    assert figures.rows == [
        ("January", (Decimal("1204.5"), Decimal(980))),
        ("February", (None, Decimal(1020))),
    ]


@pytest.mark.parametrize(
    ("text", "problem", "place"),
    [
        ("", "too few lines", 0),
        ("Year;Terns", "too few lines", 0),
        ("Year\n2025", "one column", 1),
        ("Year;Terns\n2025;41;3", "columns differ", 2),
        ("Year;Terns\n2025;many", "not a number", 2),
        ("Year;Terns\n2024;1\n2025;1e999999999", "not a number", 3),
        ("Year;Terns\n2025;NaN", "not a number", 2),
        ("Year;Terns\n2025;-", "no number", 0),
        ("a;b;c;d;e;f\n1;1;1;1;1;1", "too many columns", 1),
        ("a;b\n" + "1;1\n" * (MOST_ROWS + 1), "too many lines", 0),
    ],
)
def test_what_can_not_be_drawn_is_said_with_its_line(text: str, problem: str, place: int) -> None:
    with pytest.raises(BadFigures) as refused:
        read_figures(text)
    assert (refused.value.problem, refused.value.place) == (problem, place)


@pytest.mark.parametrize(
    ("number", "words"),
    [("1234567.50", "1\u202f234\u202f567.5"), ("-3", "−3"), ("0.00", "0"), ("100", "100")],
)
def test_numbers_are_written_as_a_newspaper_writes_them(number: str, words: str) -> None:
    assert in_words(Decimal(number)) == words
    assert in_words(None) == "–"


def test_bars_are_as_long_as_their_numbers() -> None:
    widths = [float(rect.get("width", "")[:-1]) for rect in drawn("Year;Terns\n2024;14\n2025;28").iter("rect")]
    assert widths[1] == pytest.approx(2 * widths[0])


def test_bars_below_nought_go_the_other_way() -> None:
    first, second = drawn("Year;Change\n2024;-5\n2025;5").iter("rect")
    assert float(first.get("x", "")[:-1]) + float(first.get("width", "")[:-1]) == pytest.approx(
        float(second.get("x", "")[:-1])
    )


def test_a_gap_in_the_table_is_a_gap_in_the_line() -> None:
    lines = list(drawn("Year;Terns\n2021;1\n2022;2\n2023;\n2024;9", "lines").iter("polyline"))
    assert [len(line.get("points", "").split()) for line in lines] == [2, 2]


cells = some.text(min_size=1, max_size=12).map(lambda text: " ".join(text.split()) or "x")
numbers = some.decimals(min_value=-(10**12), max_value=10**12, places=3, allow_nan=False)
tables = some.tuples(
    some.sampled_from(["bars", "lines"]),
    some.lists(some.tuples(cells, numbers, some.none() | numbers), min_size=1, max_size=12),
)


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


@given(tables)
def test_any_words_and_numbers_become_one_well_formed_picture(
    table: tuple[ChartKind, list[tuple[str, Decimal, Decimal | None]]],
) -> None:
    kind, rows = table
    lines = [f"{quoted(label)}\t{one}\t{'' if other is None else other}" for label, one, other in rows]
    figures = read_figures("\n".join(["a\tb\tc", *lines]))
    svg = draw_chart(figures, kind=kind, name='"><script>', description="<b>", unit="<i>")
    picture = etree.fromstring("".join(letter for letter in svg if letter.isprintable()).encode())
    assert {element.tag for element in picture.iter()} <= {"svg", "text", "rect", "line", "polyline"}
    assert all(
        "nan" not in value and "inf" not in value for element in picture.iter() for value in element.attrib.values()
    )


@given(numbers, numbers)
def test_a_scale_holds_what_it_measures_in_a_few_round_steps(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    bottom, top, step = even_scale(low, high)
    assert bottom <= low <= high <= top
    assert 1 <= (top - bottom) / step <= 7
