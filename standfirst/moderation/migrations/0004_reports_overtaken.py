"""A report can be overtaken: the author deletes the comment before anybody has decided."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("moderation", "0003_held_words")]

    operations = [
        migrations.AddField(
            model_name="report",
            name="overtaken_at",
            field=models.DateTimeField(null=True, verbose_name="overtaken"),
        )
    ]
