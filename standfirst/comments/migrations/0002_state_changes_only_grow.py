"""A comment's history is never rewritten; the database refuses."""

from typing import ClassVar

from django.db import migrations

from standfirst.append_only import append_only


class Migration(migrations.Migration):
    dependencies: ClassVar = [("comments", "0001_threads_and_comments")]

    operations: ClassVar = [append_only("comments_statechange")]
