"""How long a date in the masthead is true."""

from __future__ import annotations

from datetime import datetime

import pytest

from standfirst.stories.days import seconds_of_this_day


@pytest.mark.parametrize(
    ("moment", "hours"),
    [
        ("2026-11-22T12:00:00+00:00", 12),
        ("2026-07-01T12:00:00+00:00", 11),  # summer time: it is one o'clock in Dublin
        ("2026-03-29T00:00:00+00:00", 23),  # the clocks go forward
        ("2026-10-24T23:00:00+00:00", 25),  # the clocks go back
    ],
)
def test_seconds_until_midnight_in_the_newsroom(moment: str, hours: int) -> None:
    assert seconds_of_this_day(datetime.fromisoformat(moment)) == hours * 3600
