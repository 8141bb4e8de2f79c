"""Threads close by themselves at a moment that follows from story and section."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0005_indexes_of_reading"), ("stories", "0030_comments_close_after_days")]

    operations = [
        migrations.AddField(
            model_name="thread", name="closes_at", field=models.DateTimeField(null=True, verbose_name="closes")
        ),
        migrations.AddField(
            model_name="thread",
            name="closed_shown",
            field=models.BooleanField(default=False, verbose_name="shown as closed"),
        ),
        migrations.AddIndex(
            model_name="thread",
            index=models.Index(
                condition=models.Q(("closed_shown", False), ("closes_at__isnull", False)),
                fields=["closes_at"],
                name="threads_to_close",
            ),
        ),
    ]
