"""Threads may be questions to guests: when, which comments are theirs, and how many questions are answered."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0008_following_and_muting"),
        ("stories", "0032_questions_and_answers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="answers",
            field=models.PositiveIntegerField(default=0, verbose_name="answers"),
        ),
        migrations.AddField(
            model_name="comment",
            name="by_guest",
            field=models.BooleanField(default=False, verbose_name="by a guest"),
        ),
        migrations.AddField(
            model_name="thread",
            name="answered_count",
            field=models.PositiveIntegerField(default=0, verbose_name="answered questions"),
        ),
        migrations.AddField(
            model_name="thread",
            name="kind",
            field=models.CharField(
                choices=[("comments", "Comments"), ("questions", "Questions and answers")],
                default="comments",
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="question_count",
            field=models.PositiveIntegerField(default=0, verbose_name="questions"),
        ),
        migrations.AddField(
            model_name="thread",
            name="questions_from",
            field=models.DateTimeField(null=True, verbose_name="questions from"),
        ),
        migrations.AddField(
            model_name="thread",
            name="questions_until",
            field=models.DateTimeField(null=True, verbose_name="questions until"),
        ),
        migrations.AddField(
            model_name="thread",
            name="turns_at",
            field=models.DateTimeField(null=True, verbose_name="turns"),
        ),
        migrations.AddField(
            model_name="comment",
            name="leads",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(
                        models.Q(("answers__gt", 0), ("by_guest", True), _connector="OR"), then=models.Value(1)
                    ),
                    default=models.Value(0),
                    output_field=models.SmallIntegerField(),
                ),
                output_field=models.SmallIntegerField(),
                verbose_name="leads",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("is_shown", True), ("parent__isnull", True)),
                fields=["thread", "leads", "number"],
                name="comments_answered_first",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("by_guest", True)), fields=["parent", "number"], name="comments_answering"
            ),
        ),
        migrations.AddIndex(
            model_name="thread",
            index=models.Index(
                condition=models.Q(("turns_at__isnull", False)), fields=["turns_at"], name="threads_to_turn"
            ),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["comments", "questions"])), name="thread_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(("answered_count__lte", models.F("question_count"))),
                name="no_more_answered_than_asked",
            ),
        ),
    ]
