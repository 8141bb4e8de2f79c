"""What a change is: a typo, or something new."""

from django.db import migrations, models

import standfirst.clock


class Migration(migrations.Migration):
    dependencies = [("stories", "0024_waiting_updates")]

    operations = [
        migrations.AddField(
            model_name="storypage",
            name="change_kind",
            field=models.CharField(
                choices=[("typo", "Nothing that readers need to know of"), ("update", "It says something new")],
                default="typo",
                help_text="Holds for the next publication: something new is shown to readers as an update.",
                max_length=8,
                verbose_name="this change",
            ),
        ),
        migrations.AlterField(
            model_name="storypage",
            name="updated_at",
            field=models.DateTimeField(
                blank=True,
                help_text="When it last said something new; set by the kind of change.",
                null=True,
                verbose_name="updated",
            ),
        ),
        migrations.AddConstraint(
            model_name="storypage",
            constraint=models.CheckConstraint(
                condition=models.Q(("change_kind__in", ["typo", "update"])), name="story_change_kind_known"
            ),
        ),
        migrations.AlterField(
            model_name="correction",
            name="made_at",
            field=models.DateTimeField(default=standfirst.clock.now, verbose_name="made at"),
        ),
    ]
