"""Django's signals of saved asks, turned into a purge: asks are edited with Wagtail's own screens."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save

from standfirst.contributions.actions.asks import say_ask_changed
from standfirst.contributions.models import Ask


def on_ask_changed(sender: type, instance: Ask, **kwargs: Any) -> None:
    say_ask_changed()


def connect() -> None:
    post_save.connect(on_ask_changed, sender=Ask, dispatch_uid="ask-saved")
    post_delete.connect(on_ask_changed, sender=Ask, dispatch_uid="ask-deleted")
