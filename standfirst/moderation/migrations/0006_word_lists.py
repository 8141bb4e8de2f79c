"""Word lists by language and effect, sites that links may or may not lead to, and how long newcomers wait."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("moderation", "0005_moderators_look_at_profiles")]

    operations = [
        migrations.CreateModel(
            name="ScreeningSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stamp", models.CharField(blank=True, editable=False, max_length=32, verbose_name="stamp")),
                (
                    "newcomers_wait",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="How many first comments of every reader a moderator reads before they appear. 0: none.",
                        verbose_name="first comments that wait",
                    ),
                ),
                (
                    "unwanted_hosts",
                    models.TextField(
                        blank=True,
                        help_text="Comments with links to these are not taken. One to a line, as in “shop.example”.",
                        verbose_name="unwanted sites",
                    ),
                ),
                (
                    "trusted_hosts",
                    models.TextField(
                        blank=True,
                        help_text="Links to these never make a comment wait. One to a line.",
                        verbose_name="trusted sites",
                    ),
                ),
            ],
            options={
                "verbose_name": "screening of comments",
            },
        ),
        migrations.CreateModel(
            name="WordList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        help_text="Two letters, as in “en”: the story's. Empty: stories in any language.",
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator("^[a-z]{2}$", "Two small letters, as in “en”.")
                        ],
                        verbose_name="language",
                    ),
                ),
                (
                    "effect",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Ask the author first"), (2, "A moderator reads it first"), (3, "Not taken")],
                        default=2,
                        verbose_name="what happens",
                    ),
                ),
                (
                    "entries",
                    models.TextField(
                        blank=True,
                        help_text="One to a line. A star at the end takes in all that begins so: “muppet*” also finds “muppetry”. Case, accents, look-alikes and digits for letters need no lines of their own.",
                        verbose_name="words and phrases",
                    ),
                ),
                (
                    "exceptions",
                    models.TextField(
                        blank=True,
                        help_text="Words that are fine though they begin like one of these.",
                        verbose_name="exceptions",
                    ),
                ),
            ],
            options={
                "verbose_name": "word list",
                "verbose_name_plural": "word lists",
                "ordering": ["language", "-effect"],
            },
        ),
        migrations.AddConstraint(
            model_name="screeningsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(("newcomers_wait__lte", 20)), name="newcomers_wait_bounded"
            ),
        ),
        migrations.AddConstraint(
            model_name="wordlist",
            constraint=models.UniqueConstraint(
                fields=("language", "effect"), name="one_word_list_per_language_and_effect"
            ),
        ),
        migrations.AddConstraint(
            model_name="wordlist",
            constraint=models.CheckConstraint(
                condition=models.Q(("effect__in", [1, 2, 3])), name="word_list_effect_known"
            ),
        ),
    ]
