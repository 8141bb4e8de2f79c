from itertools import chain, count

from django.db import migrations
from django.utils.text import slugify


def give_addresses(apps, schema_editor):
    contributors = apps.get_model("stories", "Contributor").objects
    taken = set(contributors.exclude(slug=None).values_list("slug", flat=True))
    for one in contributors.filter(slug=None).order_by("pk"):
        base = slugify(one.name)[:70].strip("-") or "page"
        one.slug = next(slug for slug in chain([base], (f"{base}-{n}" for n in count(2))) if slug not in taken)
        taken.add(one.slug)
        one.save(update_fields=["slug"])


class Migration(migrations.Migration):
    dependencies = [("stories", "0002_contributors_have_pages")]

    operations = [migrations.RunPython(give_addresses, migrations.RunPython.noop)]
