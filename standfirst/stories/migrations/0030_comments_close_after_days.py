"""So many days after a story came out its conversation closes: by section, and by story."""

from django.db import migrations, models


def days(help_text: str) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        blank=True, help_text=help_text, null=True, verbose_name="comments close after days"
    )


class Migration(migrations.Migration):
    dependencies = [("stories", "0029_stuck_pages")]

    operations = [
        migrations.AddField(
            model_name="sectionpage",
            name="comments_close_after_days",
            field=days("Counted from a story's first publication. Empty: they stay open."),
        ),
        migrations.AddField(
            model_name="storypage",
            name="comments_close_after_days",
            field=days("Empty: as in the section. 0: they stay open."),
        ),
    ]
