"""The newsroom's day: when it begins, and how much of it is left."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone


def seconds_of_this_day(now: datetime) -> int:
    """Seconds until midnight in the newsroom's time zone, at least one; days of 23 and 25 hours included."""
    return max(1, int(midnight_after(now).timestamp() - now.timestamp()))


def midnight_after(now: datetime) -> datetime:
    """When this day of the newsroom ends."""
    return _tomorrow_at(time.min, now)


def seven_tomorrow(now: datetime) -> datetime:
    """Seven in the newsroom's next morning, when the paper is first read."""
    return _tomorrow_at(time(7), now)


def _tomorrow_at(hour: time, now: datetime) -> datetime:
    local = timezone.localtime(now)
    return datetime.combine(local.date() + timedelta(days=1), hour, tzinfo=local.tzinfo)


def start_of_day(day: date, *, days_later: int = 0) -> datetime:
    """The midnight with which a day of the newsroom begins, or that of a later day; the last there is where none is."""
    try:
        midnight = datetime.combine(day + timedelta(days=days_later), time.min)
        return timezone.make_aware(midnight).astimezone(UTC)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC) if day.year > 5000 else datetime.min.replace(tzinfo=UTC)
