"""A public reference for each person, the mark of a closed account, and the supporter's badge."""

from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import standfirst.accounts.models


def give_references(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """A default is worked out once for all rows, so each gets its own here."""
    User = apps.get_model("accounts", "User")
    for pk in User.objects.order_by("pk").values_list("pk", flat=True).iterator():
        User.objects.filter(pk=pk).update(reference=standfirst.accounts.models.new_reference())


class Migration(migrations.Migration):
    dependencies: ClassVar = [("accounts", "0001_people_and_letters")]

    operations: ClassVar = [
        migrations.AddField(
            "user", "reference", models.CharField(max_length=12, null=True, verbose_name="public reference")
        ),
        migrations.RunPython(give_references, migrations.RunPython.noop),
        migrations.AlterField(
            "user",
            "reference",
            models.CharField(
                default=standfirst.accounts.models.new_reference,
                max_length=12,
                unique=True,
                verbose_name="public reference",
            ),
        ),
        migrations.AddField(
            "user", "closed_at", models.DateTimeField(editable=False, null=True, verbose_name="closed")
        ),
        migrations.AddField(
            "user", "supporter_until", models.DateTimeField(editable=False, null=True, verbose_name="supporter until")
        ),
        migrations.AddField(
            "user",
            "shows_support",
            models.BooleanField(default=False, verbose_name="shows the supporter's badge"),
        ),
    ]
