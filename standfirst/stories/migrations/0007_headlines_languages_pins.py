import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0006_topics")]

    operations = [
        migrations.AddField(
            model_name="storypage",
            name="front_headline",
            field=models.CharField(
                blank=True,
                help_text="A shorter one. Empty: the headline.",
                max_length=120,
                verbose_name="headline on fronts",
            ),
        ),
        migrations.AddField(
            model_name="storypage",
            name="language",
            field=models.CharField(
                blank=True,
                choices=[("en-gb", "English"), ("ga", "Irish"), ("de", "German")],
                help_text="Empty: the paper's own.",
                max_length=8,
                verbose_name="language",
            ),
        ),
        migrations.AddField(
            model_name="storypage",
            name="pinned",
            field=models.BooleanField(
                default=False, help_text="Stands first in its section until this is taken away.", verbose_name="pinned"
            ),
        ),
        migrations.AddField(
            model_name="storypage",
            name="social_headline",
            field=models.CharField(
                blank=True, help_text="Empty: the headline.", max_length=120, verbose_name="headline for sharing"
            ),
        ),
        migrations.AddField(
            model_name="storypage",
            name="translation_of",
            field=models.ForeignKey(
                blank=True,
                help_text="The story in its first language; readers of each are shown the way to the other.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="translations",
                to="stories.storypage",
                verbose_name="translation of",
            ),
        ),
    ]
