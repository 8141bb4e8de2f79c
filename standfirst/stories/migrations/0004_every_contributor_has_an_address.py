from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0003_addresses_of_contributors")]

    operations = [
        migrations.AlterField(
            model_name="contributor",
            name="slug",
            field=models.SlugField(
                blank=True, help_text="Empty: made from the name.", max_length=80, unique=True, verbose_name="address"
            ),
        ),
    ]
