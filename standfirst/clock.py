"""The one place that reads the time.

Views, tasks and commands read it at the door and pass it in as `now=`; nothing below them asks, so that every rule
about time can be tested without waiting.
"""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)
