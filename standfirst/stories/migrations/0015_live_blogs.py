import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0014_fronts_of_before_get_containers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LiveBlog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("running", "Running"), ("ended", "Ended")],
                        default="running",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("version", models.PositiveBigIntegerField(default=0, verbose_name="version")),
                ("started_at", models.DateTimeField(verbose_name="started")),
                ("updated_at", models.DateTimeField(verbose_name="last entry")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="live_blog", to="stories.storypage"
                    ),
                ),
            ],
            options={
                "verbose_name": "live blog",
                "verbose_name_plural": "live blogs",
            },
        ),
        migrations.CreateModel(
            name="LiveEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("headline", models.CharField(blank=True, max_length=160, verbose_name="headline")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("text_html", models.TextField(blank=True, verbose_name="rendered text")),
                ("renderer", models.PositiveSmallIntegerField(verbose_name="renderer's version")),
                ("posted_at", models.DateTimeField(verbose_name="posted")),
                ("updated_at", models.DateTimeField(blank=True, null=True, verbose_name="updated")),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="revision")),
                ("changed_in", models.PositiveBigIntegerField(verbose_name="version of its last change")),
                ("pinned", models.BooleanField(default=False, verbose_name="pinned")),
                ("is_key_point", models.BooleanField(default=False, verbose_name="key point")),
                (
                    "key_point_words",
                    models.CharField(blank=True, max_length=120, verbose_name="words of the key point"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("published", "Published"), ("removed", "Removed")],
                        default="published",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("removed_words", models.CharField(blank=True, max_length=300, verbose_name="why it was removed")),
                ("posting_key", models.CharField(max_length=64, verbose_name="posting key")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "contributor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stories.contributor",
                        verbose_name="byline",
                    ),
                ),
                (
                    "live_blog",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="stories.liveblog"
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="stories.picture",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry",
                "verbose_name_plural": "entries",
            },
        ),
        migrations.CreateModel(
            name="LiveCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="text")),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="corrections", to="stories.liveentry"
                    ),
                ),
            ],
            options={
                "verbose_name": "correction of an entry",
                "verbose_name_plural": "corrections of entries",
                "ordering": ["made_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="LiveChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("started", "Started"),
                            ("ended", "Ended"),
                            ("posted", "Posted"),
                            ("edited", "Edited"),
                            ("corrected", "Corrected"),
                            ("marked", "Pinned or marked"),
                            ("removed", "Removed"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("version", models.PositiveBigIntegerField(verbose_name="version")),
                ("was", models.JSONField(verbose_name="from")),
                ("became", models.JSONField(verbose_name="to")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "live_blog",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="stories.liveblog"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="stories.liveentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a live blog",
                "verbose_name_plural": "changes of live blogs",
            },
        ),
        migrations.AddConstraint(
            model_name="liveblog",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("state", "running")),
                    models.Q(("ended_at__isnull", False), ("state", "ended")),
                    _connector="OR",
                ),
                name="live_blog_ended_has_its_time",
            ),
        ),
        migrations.AddIndex(
            model_name="liveentry",
            index=models.Index(fields=["live_blog", "-posted_at", "-id"], name="live_entries_newest_first"),
        ),
        migrations.AddConstraint(
            model_name="liveentry",
            constraint=models.UniqueConstraint(fields=("account", "posting_key"), name="live_entry_posted_once"),
        ),
        migrations.AddConstraint(
            model_name="liveentry",
            constraint=models.UniqueConstraint(
                fields=("live_blog", "changed_in"), name="live_entry_change_has_its_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="liveentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("removed_words", ""), ("state", "published")),
                    models.Q(("is_key_point", False), ("pinned", False), ("state", "removed")),
                    _connector="OR",
                ),
                name="live_entry_removed_stands_nowhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="livecorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="live_correction_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="livechange",
            constraint=models.UniqueConstraint(fields=("live_blog", "version"), name="live_change_per_version"),
        ),
    ]
