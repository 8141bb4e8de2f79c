"""The ledger is never rewritten, nor is what processors sent; the database refuses."""

from typing import ClassVar

from django.db import migrations

from standfirst.append_only import append_only


class Migration(migrations.Migration):
    dependencies: ClassVar = [("contributions", "0003_processor_double")]

    operations: ClassVar = [
        append_only("contributions_transfer"),
        append_only("contributions_processorevent", may_change=("applied_at", "error", "attempts", "next_try_at")),
    ]
