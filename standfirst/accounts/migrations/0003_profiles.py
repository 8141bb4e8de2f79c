"""What a name looks like, the trail of names, profiles with a picture that somebody has looked at."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_reference_and_badge"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="NameChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("before", models.CharField(blank=True, max_length=60, verbose_name="before")),
                ("after", models.CharField(blank=True, max_length=60, verbose_name="after")),
                ("at", models.DateTimeField(verbose_name="at")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="why")),
            ],
            options={
                "verbose_name": "change of name",
                "verbose_name_plural": "changes of names",
            },
        ),
        migrations.CreateModel(
            name="Portrait",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=32, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("approved", "approved"),
                            ("refused", "refused"),
                            ("replaced", "replaced"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("given_at", models.DateTimeField(verbose_name="given at")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided at")),
            ],
            options={
                "verbose_name": "profile picture",
                "verbose_name_plural": "profile pictures",
            },
        ),
        migrations.AddField(
            model_name="user",
            name="about",
            field=models.CharField(blank=True, max_length=300, verbose_name="about"),
        ),
        migrations.AddField(
            model_name="user",
            name="name_skeleton",
            field=models.CharField(blank=True, editable=False, max_length=240),
        ),
        migrations.AddField(
            model_name="user",
            name="picture",
            field=models.CharField(blank=True, editable=False, max_length=32, verbose_name="picture"),
        ),
        migrations.AddField(
            model_name="namechange",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="namechange",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="name_changes", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="portrait",
            name="decided_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="portrait",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="portraits", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="namechange",
            index=models.Index(fields=["person", "-at"], name="names_of_a_person"),
        ),
        migrations.AddIndex(
            model_name="portrait",
            index=models.Index(condition=models.Q(("state", "waiting")), fields=["given_at"], name="portraits_waiting"),
        ),
        migrations.AddConstraint(
            model_name="portrait",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "approved"])),
                fields=("person", "state"),
                name="one_portrait_waits_one_is_shown",
            ),
        ),
    ]
