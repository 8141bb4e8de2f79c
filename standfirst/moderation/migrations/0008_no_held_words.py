"""Held words stand in word lists now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("moderation", "0007_held_words_into_lists")]

    operations = [migrations.DeleteModel(name="HeldWord")]
