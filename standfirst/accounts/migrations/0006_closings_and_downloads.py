"""Downloads of one's data, and closings of accounts."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_one_look_one_person"),
    ]

    operations = [
        migrations.CreateModel(
            name="Closing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("keeps_text", models.BooleanField(verbose_name="comments stay")),
                ("asked_at", models.DateTimeField(verbose_name="asked for")),
                ("due_at", models.DateTimeField(verbose_name="due")),
                ("called_off_at", models.DateTimeField(null=True, verbose_name="called off")),
                ("began_at", models.DateTimeField(null=True, verbose_name="began")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="finished")),
                ("leased_until", models.DateTimeField(verbose_name="a worker is at it until")),
                ("position", models.JSONField(default=dict, verbose_name="position")),
                ("address", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "closing of an account",
                "verbose_name_plural": "closings of accounts",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("called_off_at", None), ("finished_at", None)),
                        fields=("person",),
                        name="one_closing_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("finished_at", None), ("address", ""), _connector="OR"),
                        name="closed_without_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("called_off_at", None), ("began_at", None), _connector="OR"),
                        name="what_began_is_not_called_off",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Download",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(verbose_name="asked for")),
                ("made_at", models.DateTimeField(null=True, verbose_name="made")),
                ("gone_at", models.DateTimeField(null=True, verbose_name="gone")),
                ("file", models.CharField(blank=True, max_length=80, verbose_name="file")),
                ("size", models.PositiveBigIntegerField(default=0, verbose_name="bytes")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="downloads",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "download of one's data",
                "verbose_name_plural": "downloads of one's data",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("gone_at", None), ("made_at", None)),
                        fields=("person",),
                        name="one_download_in_the_making",
                    )
                ],
            },
        ),
    ]
