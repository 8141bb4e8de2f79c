import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0005_bylines_of_agencies")]

    operations = [
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="Empty: made from the name.",
                        max_length=80,
                        unique=True,
                        verbose_name="address",
                    ),
                ),
                (
                    "about",
                    models.TextField(
                        blank=True, help_text="A sentence under the name of the topic.", verbose_name="about"
                    ),
                ),
            ],
            options={
                "verbose_name": "topic",
                "verbose_name_plural": "topics",
                "ordering": ["name"],
            },
        ),
        migrations.AddField(
            model_name="storypage",
            name="topics",
            field=modelcluster.fields.ParentalManyToManyField(
                blank=True, related_name="+", to="stories.topic", verbose_name="topics"
            ),
        ),
    ]
