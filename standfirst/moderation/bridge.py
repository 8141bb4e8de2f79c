"""Where Wagtail's saving of our lists becomes known to the processes that hold them compiled."""

from __future__ import annotations

import secrets
from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save

from standfirst.moderation.word_lists import ScreeningSettings, WordList


def on_word_list_changed(sender: type, instance: WordList, **kwargs: Any) -> None:
    stamp = new_stamp()
    if not ScreeningSettings.objects.update(stamp=stamp):
        ScreeningSettings.objects.create(stamp=stamp)


def before_settings_are_saved(sender: type, instance: ScreeningSettings, **kwargs: Any) -> None:
    instance.stamp = new_stamp()


def new_stamp() -> str:
    """Random: a count would come again after a restored backup, with other lists behind it."""
    return secrets.token_hex(8)


def connect() -> None:
    post_save.connect(on_word_list_changed, sender=WordList, dispatch_uid="word list saved")
    post_delete.connect(on_word_list_changed, sender=WordList, dispatch_uid="word list deleted")
    pre_save.connect(before_settings_are_saved, sender=ScreeningSettings, dispatch_uid="screening settings saved")
