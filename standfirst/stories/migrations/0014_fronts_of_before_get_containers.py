"""A front that stands already keeps its arrangement: a lead, two beside it, a band for every section."""

from typing import Any

from django.db import migrations


def furnish(apps: Any, editor: Any) -> None:
    """The same as a new front gets when it is founded and its sections open."""
    Container = apps.get_model("stories", "Container")
    SectionPage = apps.get_model("stories", "SectionPage")
    for front in apps.get_model("stories", "FrontPage").objects.all():
        Container.objects.create(front=front, kind="lead", size=1, fill="newest", position=0)
        Container.objects.create(front=front, kind="secondary", size=2, fill="newest", position=1)
        sections = SectionPage.objects.filter(path__startswith=front.path, live=True).order_by("path")
        for position, section in enumerate(sections, start=2):
            band = Container.objects.create(front=front, kind="list", size=5, fill="sections", position=position)
            band.sections.set([section])


class Migration(migrations.Migration):
    dependencies = [("stories", "0013_front_changes")]

    operations = [migrations.RunPython(furnish, migrations.RunPython.noop)]
