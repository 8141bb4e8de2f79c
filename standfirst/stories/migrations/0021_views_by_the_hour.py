import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0020_search_entries")]

    operations = [
        migrations.CreateModel(
            name="StoryViews",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hour", models.DateTimeField(verbose_name="hour")),
                ("count", models.PositiveIntegerField(verbose_name="views")),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="stories.storypage"
                    ),
                ),
            ],
            options={
                "verbose_name": "views of a story",
                "verbose_name_plural": "views of stories",
                "constraints": [models.UniqueConstraint(fields=("hour", "story"), name="story_views_once_an_hour")],
            },
        ),
    ]
