"""Decisions are never rewritten; the database refuses."""

from typing import ClassVar

from django.db import migrations

from standfirst.append_only import append_only


class Migration(migrations.Migration):
    dependencies: ClassVar = [("moderation", "0001_rules_reports_queue")]

    operations: ClassVar = [append_only("moderation_decision")]
