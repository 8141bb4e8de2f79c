"""When the name and address on a pledge of a closed account are to be forgotten."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0004_books_only_grow"),
    ]

    operations = [
        migrations.AddField(
            model_name="pledge",
            name="forget_payer_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="name and address kept until"),
        ),
    ]
