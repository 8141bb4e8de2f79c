"""The newsroom's day: when it begins, and how much of it is left."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone


def seconds_of_this_day(now: datetime) -> int:
    """Seconds until midnight in the newsroom's time zone, at least one; days of 23 and 25 hours included."""
    local = timezone.localtime(now)
    midnight = datetime.combine(local.date() + timedelta(days=1), time.min, tzinfo=local.tzinfo)
    return max(1, int(midnight.timestamp() - now.timestamp()))


def start_of_day(day: date, *, days_later: int = 0) -> datetime:
    """The midnight with which a day of the newsroom begins, or that of a later day; the last there is where none is."""
    try:
        midnight = datetime.combine(day + timedelta(days=days_later), time.min)
        return timezone.make_aware(midnight).astimezone(UTC)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC) if day.year > 5000 else datetime.min.replace(tzinfo=UTC)
