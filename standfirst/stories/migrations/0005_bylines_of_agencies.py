import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0004_every_contributor_has_an_address")]

    operations = [
        migrations.AddField(
            model_name="byline",
            name="agency",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="stories.agency",
                verbose_name="or agency",
            ),
        ),
        migrations.AlterField(
            model_name="byline",
            name="contributor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="stories.contributor",
                verbose_name="contributor",
            ),
        ),
        migrations.AlterField(
            model_name="byline",
            name="role",
            field=models.CharField(
                blank=True,
                help_text='As in "Reported by", "Translated by", "Photographs by"; empty for the author.',
                max_length=80,
                verbose_name="role",
            ),
        ),
        migrations.AddConstraint(
            model_name="byline",
            constraint=models.CheckConstraint(
                condition=models.Q(("contributor__isnull", True), ("agency__isnull", True), _connector="XOR"),
                name="byline_is_of_one",
                violation_error_message="A byline is a contributor's or an agency's: choose one.",
            ),
        ),
    ]
