import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0028_corrections_asked_for"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="StuckPage",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("refusal", models.TextField(blank=True, verbose_name="why it was refused")),
                ("failure", models.TextField(blank=True, verbose_name="what failed")),
                ("since", models.DateTimeField(verbose_name="since")),
                ("tried_at", models.DateTimeField(verbose_name="last tried")),
            ],
            options={
                "verbose_name": "stuck page",
                "verbose_name_plural": "stuck pages",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("refusal", ""), ("failure", ""), _connector="XOR"),
                        name="stuck_page_was_refused_or_failed",
                    )
                ],
            },
        ),
    ]
