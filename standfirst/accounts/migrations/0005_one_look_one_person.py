"""Names that look alike are one name: the database sees to it, in place of a comparison that SQLite makes for ASCII only."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_looks_of_names"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="user",
            name="one_person_per_display_name",
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                condition=models.Q(("name_skeleton", ""), _negated=True),
                fields=("name_skeleton",),
                name="one_person_per_look_of_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("display_name", ""), _negated=True), ("name_skeleton", ""), _connector="OR"
                ),
                name="no_name_leaves_no_skeleton",
            ),
        ),
    ]
