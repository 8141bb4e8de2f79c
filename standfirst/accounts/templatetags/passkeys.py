"""`{% passkey_form "addForm" add="…" credential="…" %}` tells allauth's script which elements are its."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def passkey_form(function: str, **ids: str) -> SafeString:
    """The data element that allauth's script looks for; the browser runs nothing of it."""
    data = SafeString(json_script({"ids": ids}).removeprefix("<script "))
    return format_html('<script data-allauth-onload="allauth.webauthn.forms.{}" {}', function, data)
