"""Orders of reading that are exact, earlier texts, recommendations, deletion by the author, pages elsewhere."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0003_published_lately"),
        ("stories", "0028_corrections_asked_for"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CommentRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="revision")),
                ("body", models.TextField(verbose_name="text")),
                ("body_html", models.TextField(verbose_name="rendered text")),
                ("replaced_at", models.DateTimeField(verbose_name="replaced")),
            ],
            options={
                "verbose_name": "earlier text",
                "verbose_name_plural": "earlier texts",
            },
        ),
        migrations.CreateModel(
            name="OutsidePage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.URLField(max_length=1000, unique=True, verbose_name="address")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "comments_mode",
                    models.CharField(
                        choices=[("open", "Open"), ("premoderated", "Read before they appear"), ("closed", "Closed")],
                        default="open",
                        max_length=16,
                        verbose_name="comments",
                    ),
                ),
                ("live", models.BooleanField(default=True, verbose_name="public")),
                ("first_seen_at", models.DateTimeField(verbose_name="first seen")),
            ],
            options={
                "verbose_name": "page elsewhere",
                "verbose_name_plural": "pages elsewhere",
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(verbose_name="made")),
                ("made_in", models.PositiveBigIntegerField(verbose_name="made in change")),
                ("undone_at", models.DateTimeField(null=True, verbose_name="undone")),
                ("undone_in", models.PositiveBigIntegerField(null=True, verbose_name="undone in change")),
            ],
            options={
                "verbose_name": "recommendation",
                "verbose_name_plural": "recommendations",
            },
        ),
        migrations.RemoveConstraint(
            model_name="comment",
            name="comment_state_known",
        ),
        migrations.AddField(
            model_name="comment",
            name="edited_at",
            field=models.DateTimeField(null=True, verbose_name="edited"),
        ),
        migrations.AddField(
            model_name="comment",
            name="picked_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="statechange",
            name="thread",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="comments.thread"
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="picked_at",
            field=models.DateTimeField(null=True, verbose_name="picked"),
        ),
        migrations.AddField(
            model_name="comment",
            name="recommend_count",
            field=models.PositiveIntegerField(default=0, verbose_name="recommendations"),
        ),
        migrations.AddField(
            model_name="statechange",
            name="sequence",
            field=models.PositiveBigIntegerField(null=True, verbose_name="sequence"),
        ),
        migrations.AddField(
            model_name="thread",
            name="last_change",
            field=models.PositiveBigIntegerField(default=0, verbose_name="last change"),
        ),
        migrations.AlterField(
            model_name="comment",
            name="state",
            field=models.CharField(
                choices=[
                    ("pending", "Waiting for a moderator"),
                    ("published", "Published"),
                    ("removed", "Removed"),
                    ("deleted", "Deleted by its author"),
                ],
                default="pending",
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="thread",
            name="story",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="thread", to="stories.storypage"
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="is_shown",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.ExpressionWrapper(
                    models.Q(("state", "published"), ("published_below__gt", 0), _connector="OR"),
                    output_field=models.BooleanField(),
                ),
                output_field=models.BooleanField(),
                verbose_name="stands in the page",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("is_shown", True)), fields=["thread", "path"], name="comments_in_reading_order"
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("is_shown", True), ("parent__isnull", True)),
                fields=["thread", "number"],
                name="comments_by_age",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("is_shown", True), ("parent__isnull", True)),
                fields=["thread", "recommend_count", "number"],
                name="comments_by_recommended",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("is_shown", True), ("parent__isnull", True)),
                fields=["thread", "published_below", "number"],
                name="comments_by_discussed",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("is_shown", True), ("picked_at__isnull", False)),
                fields=["thread", "picked_at", "number"],
                name="comments_picked",
            ),
        ),
        migrations.AddIndex(
            model_name="statechange",
            index=models.Index(fields=["thread", "sequence"], name="state_changes_in_order"),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["pending", "published", "removed", "deleted"])),
                name="comment_state_known",
            ),
        ),
        migrations.AddField(
            model_name="commentrevision",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="comments.comment"
            ),
        ),
        migrations.AddConstraint(
            model_name="outsidepage",
            constraint=models.CheckConstraint(
                condition=models.Q(("comments_mode__in", ["open", "premoderated", "closed"])),
                name="outside_comments_mode_known",
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="outside_page",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="thread", to="comments.outsidepage"
            ),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outside_page__isnull", True), ("story__isnull", False)),
                    models.Q(("outside_page__isnull", False), ("story__isnull", True)),
                    _connector="OR",
                ),
                name="thread_under_one_page",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="recommendations", to="comments.comment"
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="reader",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="recommendations", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="thread",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="comments.thread"
            ),
        ),
        migrations.AddConstraint(
            model_name="commentrevision",
            constraint=models.UniqueConstraint(fields=("comment", "number"), name="revision_once_per_comment"),
        ),
        migrations.AddIndex(
            model_name="recommendation",
            index=models.Index(fields=["thread", "made_in"], name="recommendations_made"),
        ),
        migrations.AddIndex(
            model_name="recommendation",
            index=models.Index(
                condition=models.Q(("undone_in__isnull", False)),
                fields=["thread", "undone_in"],
                name="recommendations_undone",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_in__isnull", True)),
                fields=("comment", "reader"),
                name="one_recommendation_per_reader",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undone_at__isnull", True), ("undone_in__isnull", True)),
                    models.Q(("undone_at__isnull", False), ("undone_in__isnull", False)),
                    _connector="OR",
                ),
                name="recommendation_undone_at_a_time",
            ),
        ),
    ]
