"""When it is morning at the paper: the hour at which the day's letter is written."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

MORNING = time(7, 0)


def morning_of(day: date) -> datetime:
    """Seven o'clock of that day in the paper's time zone, also on the days on which clocks change."""
    return datetime.combine(day, MORNING, tzinfo=timezone.get_default_timezone())


def last_morning(now: datetime) -> date:
    """The day whose morning was the last one to come."""
    local = timezone.localtime(now, timezone.get_default_timezone())
    return local.date() if local >= morning_of(local.date()) else local.date() - timedelta(days=1)


def next_morning(now: datetime) -> date:
    """The day on whose morning what happens now is told."""
    return last_morning(now) + timedelta(days=1)
