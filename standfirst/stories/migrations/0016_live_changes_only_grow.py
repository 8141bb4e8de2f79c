"""A live blog's history is never rewritten; the database refuses."""

from typing import ClassVar

from django.db import migrations

from standfirst.append_only import append_only


class Migration(migrations.Migration):
    dependencies: ClassVar = [("stories", "0015_live_blogs")]

    operations: ClassVar = [append_only("stories_livechange")]
