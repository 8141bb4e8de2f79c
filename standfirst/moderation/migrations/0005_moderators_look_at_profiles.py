"""Moderators of sites that are there already get the right to the screen for profiles, as those of new sites have it.

A group without the right to decide is not the paper's own: Wagtail's first migrations make one of this name.
"""

from django.db import migrations


def give_right(apps, schema_editor):
    groups, permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    kinds = apps.get_model("contenttypes", "ContentType")
    decide = permissions.objects.filter(content_type__app_label="moderation", codename="decide")
    there = list(groups.objects.filter(name="Moderators", permissions__in=decide))
    if not there:
        return
    # Django makes permissions after all migrations; this site may just be getting the table of portraits.
    kind, _ = kinds.objects.get_or_create(app_label="accounts", model="portrait")
    right, _ = permissions.objects.get_or_create(
        content_type=kind, codename="change_portrait", defaults={"name": "Can change profile picture"}
    )
    for group in there:
        group.permissions.add(right)


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0004_reports_overtaken"),
        ("accounts", "0003_profiles"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give_right, migrations.RunPython.noop)]
