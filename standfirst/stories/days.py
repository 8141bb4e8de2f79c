"""The newsroom's day: how much of it is left."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone


def seconds_of_this_day(now: datetime) -> int:
    """Seconds until midnight in the newsroom's time zone, at least one; days of 23 and 25 hours included."""
    local = timezone.localtime(now)
    midnight = datetime.combine(local.date() + timedelta(days=1), time.min, tzinfo=local.tzinfo)
    return max(1, int(midnight.timestamp() - now.timestamp()))
