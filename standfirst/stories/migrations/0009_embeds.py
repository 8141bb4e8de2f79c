from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0008_recordings")]

    operations = [
        migrations.CreateModel(
            name="Embed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=600, unique=True, verbose_name="address")),
                ("host", models.CharField(max_length=32, verbose_name="host")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for its host"),
                            ("ready", "Ready"),
                            ("failed", "Its host never answered"),
                        ],
                        default="waiting",
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="why the last try failed")),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="title")),
                ("author", models.CharField(blank=True, max_length=120, verbose_name="author")),
                ("author_address", models.CharField(blank=True, max_length=1000, verbose_name="the author's address")),
                ("text", models.TextField(blank=True, verbose_name="words of a post")),
                ("picture", models.FileField(blank=True, upload_to="images/embeds", verbose_name="picture")),
                (
                    "picture_width",
                    models.PositiveIntegerField(editable=False, null=True, verbose_name="width of the picture"),
                ),
                (
                    "picture_height",
                    models.PositiveIntegerField(editable=False, null=True, verbose_name="height of the picture"),
                ),
                ("width", models.PositiveIntegerField(default=0, verbose_name="width")),
                ("height", models.PositiveIntegerField(default=0, verbose_name="height")),
                ("tries", models.PositiveIntegerField(default=0, verbose_name="failures in a row")),
                ("fetched_at", models.DateTimeField(null=True, verbose_name="fetched")),
                ("next_try_at", models.DateTimeField(db_index=True, null=True, verbose_name="asked for again")),
            ],
            options={
                "verbose_name": "embed",
                "verbose_name_plural": "embeds",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "ready", "failed"])), name="embed_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True), ("fetched_at__isnull", False), _connector="OR"
                        ),
                        name="embed_ready_was_fetched",
                    ),
                ],
            },
        ),
    ]
