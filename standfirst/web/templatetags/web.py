"""Small furniture for every page."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag(name="time")
def time_tag(value: datetime | None) -> SafeString:
    """A moment in the newsroom's time zone, in words for people and in ISO for machines; nothing for nothing.

    Always the full date: the page is kept for everyone, so "3 minutes ago" would be wrong for most of them.
    """
    if value is None:
        return mark_safe("")
    return time_shown(value, time_zone=timezone.get_current_timezone(), language=get_language())


def time_shown(value: datetime, *, time_zone: tzinfo, language: str | None) -> SafeString:
    """The same for whoever shows many, and has asked once for the time zone and the language that is spoken."""
    local = value.astimezone(time_zone)
    words = f"{_day(local.date(), language)}, {local.hour:02}:{local.minute:02}"
    return mark_safe(f'<time datetime="{local.isoformat(timespec="minutes")}">{words}</time>')


@lru_cache(maxsize=1024)
def _day(day: date, language: str | None) -> str:
    """A page of comments has sixty times and few days. The language decides about the words."""
    return escape(date_format(day, "j F Y"))
