"""The held words, each a row so far, become the list for all languages."""

import secrets
from typing import Any

from django.db import migrations

HOLD = 2


def gather(apps: Any, schema_editor: Any) -> None:
    words = [word.strip() for word in apps.get_model("moderation", "HeldWord").objects.values_list("word", flat=True)]
    # A sign or a single letter was never found, and is no line of a list.
    lines = [word for word in words if sum(letter.isalnum() for letter in word) > 1 and "*" not in word]
    if lines:
        apps.get_model("moderation", "WordList").objects.create(language="", effect=HOLD, entries="\n".join(lines))
        apps.get_model("moderation", "ScreeningSettings").objects.create(stamp=secrets.token_hex(8))


def scatter(apps: Any, schema_editor: Any) -> None:
    held_word = apps.get_model("moderation", "HeldWord")
    for entries in apps.get_model("moderation", "WordList").objects.values_list("entries", flat=True):
        for line in entries.splitlines():
            if line.strip():
                held_word.objects.get_or_create(word=line.strip().removesuffix("*")[:60])


class Migration(migrations.Migration):
    dependencies = [("moderation", "0006_word_lists")]

    operations = [migrations.RunPython(gather, scatter)]
