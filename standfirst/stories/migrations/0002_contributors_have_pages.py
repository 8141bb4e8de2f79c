import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0001_paper")]

    operations = [
        migrations.AddField(
            model_name="contributor",
            name="photograph",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="stories.picture",
                verbose_name="photograph",
            ),
        ),
        migrations.AddField(
            model_name="contributor",
            name="public_email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="public e-mail address"),
        ),
        migrations.AddField(
            model_name="contributor",
            name="slug",
            field=models.SlugField(
                blank=True,
                help_text="Empty: made from the name.",
                max_length=80,
                null=True,
                unique=True,
                verbose_name="address",
            ),
        ),
        migrations.AddField(
            model_name="contributor",
            name="web_address",
            field=models.URLField(
                blank=True, help_text="A page of their own, for example.", verbose_name="address elsewhere"
            ),
        ),
    ]
