"""Small furniture for every page."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(name="time")
def time_tag(value: datetime | None) -> SafeString | str:
    """A moment in the newsroom's time zone, in words for people and in ISO for machines; nothing for nothing.

    Always the full date: the page is kept for everyone, so "3 minutes ago" would be wrong for most of them.
    """
    if value is None:
        return ""
    local = timezone.localtime(value)
    words = date_format(local, "j F Y, H:i")
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), words)
