"""Who set and lifted an embargo is never rewritten; the database refuses."""

from typing import ClassVar

from django.db import migrations

from standfirst.append_only import append_only


class Migration(migrations.Migration):
    dependencies: ClassVar = [("stories", "0022_embargoes")]

    # An account that is deleted leaves its place empty.
    operations: ClassVar = [append_only("stories_embargochange", may_change=("who_id",))]
