import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0011_blocks_of_the_body"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Container",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("lead", "Lead"),
                            ("secondary", "Secondary"),
                            ("list", "List"),
                            ("opinion", "Opinion"),
                            ("live", "Live"),
                        ],
                        default="list",
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        help_text="Empty: the section's name, or none over lead and secondary.",
                        max_length=80,
                        verbose_name="title",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                (
                    "size",
                    models.PositiveSmallIntegerField(
                        default=5,
                        help_text="Twelve at most. Readers see fewer where there are no more.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="how many stories",
                    ),
                ),
                (
                    "fill",
                    models.CharField(
                        choices=[
                            ("newest", "The newest of all"),
                            ("pictures", "The newest with a picture"),
                            ("sections", "The newest of the sections below"),
                            ("topics", "The newest of the topics below"),
                            ("contributors", "The newest of the contributors below"),
                            ("live", "Live blogs that go on"),
                            ("pins", "Nothing but what is pinned"),
                        ],
                        default="newest",
                        max_length=16,
                        verbose_name="filled with",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="readers see it")),
                (
                    "contributors",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="stories.contributor", verbose_name="contributors"
                    ),
                ),
                (
                    "front",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="stories.frontpage"
                    ),
                ),
                (
                    "sections",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="stories.sectionpage", verbose_name="sections"
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(blank=True, related_name="+", to="stories.topic", verbose_name="topics"),
                ),
            ],
            options={
                "verbose_name": "container",
                "verbose_name_plural": "containers",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["lead", "secondary", "list", "opinion", "live"])),
                        name="container_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fill__in", ["newest", "pictures", "sections", "topics", "contributors", "live", "pins"])
                        ),
                        name="container_fill_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__gte", 1), ("size__lte", 12)), name="container_size_bounded"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("begins_at", models.DateTimeField(db_index=True, verbose_name="from")),
                ("ends_at", models.DateTimeField(db_index=True, null=True, verbose_name="until")),
                (
                    "has_begun",
                    models.BooleanField(
                        help_text="The front was made anew for its beginning.", verbose_name="has begun"
                    ),
                ),
                ("pinned_at", models.DateTimeField(verbose_name="pinned at")),
                (
                    "container",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="stories.container"
                    ),
                ),
                (
                    "front",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="stories.frontpage"
                    ),
                ),
                (
                    "pinned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="stories.storypage"
                    ),
                ),
            ],
            options={
                "verbose_name": "pin",
                "verbose_name_plural": "pins",
                "constraints": [
                    models.UniqueConstraint(fields=("front", "story"), name="one_pin_of_a_story"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__isnull", True), ("ends_at__gt", models.F("begins_at")), _connector="OR"
                        ),
                        name="pin_ends_after_it_begins",
                    ),
                ],
            },
        ),
    ]
