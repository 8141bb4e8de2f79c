from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0009_embeds")]

    operations = [
        migrations.AddField(
            model_name="storypage",
            name="lead_embed",
            field=models.CharField(
                blank=True,
                help_text="The address of a video or a recording elsewhere. The lead picture is shown until it is played.",
                max_length=500,
                verbose_name="embed in its place",
            ),
        ),
    ]
