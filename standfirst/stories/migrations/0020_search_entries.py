"""A row for each public story in the index, and room for its words in the way of each database."""

import django.db.models.deletion
from django.db import migrations, models

from standfirst.stories.fulltext import words_beside_entries


class Migration(migrations.Migration):
    dependencies = [("stories", "0019_uses_of_pictures")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="stories.storypage",
                    ),
                ),
                ("published_at", models.DateTimeField(verbose_name="published")),
                ("is_due", models.BooleanField(default=False, verbose_name="is to be read again")),
                ("text", models.TextField(verbose_name="text")),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="stories.sectionpage"
                    ),
                ),
            ],
            options={
                "verbose_name": "search entry",
                "verbose_name_plural": "search entries",
                "indexes": [
                    models.Index(fields=["-published_at", "-story"], name="search_newest_first"),
                    models.Index(condition=models.Q(("is_due", True)), fields=["story"], name="search_due"),
                ],
            },
        ),
        words_beside_entries(),
    ]
