"""A story's conversation may be questions to guests, from a moment and until one."""

import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0031_bylines_have_accounts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Guest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        help_text="As in “Harbour master”; it is the guest's badge.",
                        max_length=80,
                        verbose_name="who that is",
                    ),
                ),
            ],
            options={
                "verbose_name": "guest",
                "verbose_name_plural": "guests",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="storypage",
            name="questions_from",
            field=models.DateTimeField(
                blank=True, help_text="Empty: at once.", null=True, verbose_name="questions from"
            ),
        ),
        migrations.AddField(
            model_name="storypage",
            name="questions_until",
            field=models.DateTimeField(
                blank=True,
                help_text="Guests may answer until the comments close. Empty: until then.",
                null=True,
                verbose_name="questions until",
            ),
        ),
        migrations.AddField(
            model_name="storypage",
            name="thread_kind",
            field=models.CharField(
                choices=[("comments", "Comments"), ("questions", "Questions and answers")],
                default="comments",
                max_length=10,
                verbose_name="conversation",
            ),
        ),
        migrations.AddConstraint(
            model_name="storypage",
            constraint=models.CheckConstraint(
                condition=models.Q(("thread_kind__in", ["comments", "questions"])), name="story_thread_kind_known"
            ),
        ),
        migrations.AddField(
            model_name="guest",
            name="account",
            field=models.ForeignKey(
                help_text="By the name that stands by the guest's comments; they choose it when they first write one.",
                limit_choices_to={"closed_at": None, "is_active": True},
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="account",
            ),
        ),
        migrations.AddField(
            model_name="guest",
            name="story",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="guests", to="stories.storypage"
            ),
        ),
        migrations.AddConstraint(
            model_name="guest",
            constraint=models.UniqueConstraint(fields=("story", "account"), name="guest_once_per_story"),
        ),
    ]
