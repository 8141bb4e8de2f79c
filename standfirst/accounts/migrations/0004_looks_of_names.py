"""The skeletons of the names that people have already. Staff first, then who came first."""

from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from standfirst.accounts.lookalikes import skeleton


def fill_skeletons(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Whoever comes later with a name that looks the same keeps it, without a skeleton, until it is changed."""
    User = apps.get_model("accounts", "User")
    seen: set[str] = set()
    people = User.objects.exclude(display_name="").order_by("-is_staff", "pk").values_list("pk", "display_name")
    for pk, name in people.iterator():
        look = skeleton(name)
        if look not in seen:
            seen.add(look)
            User.objects.filter(pk=pk).update(name_skeleton=look)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("accounts", "0003_profiles")]

    operations: ClassVar = [migrations.RunPython(fill_skeletons, migrations.RunPython.noop)]
