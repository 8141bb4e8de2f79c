"""Every thread counts what stands at its top from the beginning: a story may be made one of questions later."""

from django.db import migrations
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce


def count_questions(apps, schema_editor):
    thread, comment = apps.get_model("comments", "Thread"), apps.get_model("comments", "Comment")
    there = comment.objects.filter(thread=OuterRef("pk"), parent=None, state="published").order_by()
    counted = there.values("thread").annotate(number=Count("pk")).values("number")
    thread.objects.update(question_count=Coalesce(Subquery(counted), 0))


class Migration(migrations.Migration):
    dependencies = [("comments", "0009_questions_and_answers")]

    operations = [migrations.RunPython(count_questions, migrations.RunPython.noop)]
