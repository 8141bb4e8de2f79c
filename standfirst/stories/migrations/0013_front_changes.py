import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from standfirst.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("stories", "0012_front_containers"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="FrontChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("put", "Put"),
                            ("retimed", "Pinned"),
                            ("unpinned", "Unpinned"),
                            ("pushed_out", "Pushed out"),
                            ("begun", "Begun"),
                            ("ended", "Ended"),
                            ("added", "Container added"),
                            ("changed", "Container changed"),
                            ("moved", "Container moved"),
                            ("removed", "Container removed"),
                        ],
                        max_length=16,
                        verbose_name="what",
                    ),
                ),
                ("story_number", models.PositiveBigIntegerField(null=True, verbose_name="story")),
                ("headline", models.CharField(blank=True, max_length=255, verbose_name="headline")),
                ("container_name", models.CharField(max_length=120, verbose_name="container")),
                ("position", models.PositiveSmallIntegerField(null=True, verbose_name="position")),
                ("until", models.DateTimeField(null=True, verbose_name="until")),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "front",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="stories.frontpage",
                    ),
                ),
            ],
            options={"verbose_name": "change of the front", "verbose_name_plural": "changes of the front"},
        ),
        append_only("stories_frontchange"),
    ]
