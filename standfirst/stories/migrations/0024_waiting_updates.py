"""The update that waits for its minute, with the live text that it was made from."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0023_changes_of_embargoes_only_grow"), ("wagtailcore", "0098_apitoken")]

    operations = [
        migrations.CreateModel(
            name="WaitingUpdate",
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
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wagtailcore.revision"
                    ),
                ),
                ("go_live_at", models.DateTimeField(verbose_name="goes live at")),
                ("base", models.JSONField(verbose_name="the live text it was made from")),
                ("is_held", models.BooleanField(default=False, verbose_name="held")),
            ],
            options={
                "verbose_name": "waiting update",
                "verbose_name_plural": "waiting updates",
                "default_permissions": (),
            },
        ),
    ]
