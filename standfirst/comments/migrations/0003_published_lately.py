"""What was said in the last days, for the list of what is most discussed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0002_state_changes_only_grow")]

    operations = [
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("state", "published")), fields=["posted_at"], name="comments_published_lately"
            ),
        ),
    ]
