import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0025_kinds_of_change"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaperSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "publisher_name",
                    models.CharField(
                        blank=True, help_text="Empty: the paper's name.", max_length=120, verbose_name="publisher"
                    ),
                ),
                ("public_email", models.EmailField(blank=True, max_length=254, verbose_name="public e-mail address")),
                (
                    "publishing_principles",
                    models.URLField(
                        blank=True,
                        help_text="The address of the page that tells how you work.",
                        verbose_name="publishing principles",
                    ),
                ),
                (
                    "corrections_policy",
                    models.TextField(
                        blank=True,
                        help_text="The address of the page, or the words themselves.",
                        verbose_name="corrections policy",
                    ),
                ),
                (
                    "social_accounts",
                    models.TextField(
                        blank=True,
                        help_text="Web addresses of the paper's own accounts, one to a line.",
                        verbose_name="accounts elsewhere",
                    ),
                ),
                (
                    "robots_rules",
                    models.TextField(
                        blank=True,
                        default="User-agent: *\nDisallow: /account/\nDisallow: /checkout/\nDisallow: /desk/\nDisallow: /your/\n",
                        help_text="The sitemaps are added by themselves.",
                        verbose_name="robots.txt",
                    ),
                ),
                (
                    "security_contacts",
                    models.TextField(
                        blank=True,
                        help_text="Where to report a security hole: an e-mail or web address, one to a line. Empty: no file.",
                        verbose_name="security.txt",
                    ),
                ),
                (
                    "trust_lines",
                    models.TextField(
                        blank=True,
                        help_text="As in “belongto=https://association.example/”. Your accounts are added by themselves.",
                        verbose_name="trust.txt",
                    ),
                ),
                (
                    "ads_lines",
                    models.TextField(
                        blank=True,
                        help_text="As in “ads.example, 1234, DIRECT”. Empty: no file, which is right where you sell adverts yourself.",
                        verbose_name="ads.txt",
                    ),
                ),
                (
                    "logo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="stories.picture",
                        verbose_name="logo",
                    ),
                ),
            ],
            options={
                "verbose_name": "publisher and plain files",
            },
        ),
    ]
