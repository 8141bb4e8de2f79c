"""Comparing the stored number of reports with the reports."""

from __future__ import annotations

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from standfirst.comments.actions.recounting import Difference
from standfirst.moderation.models import QueueItem, Report


def recount_reports() -> list[Difference]:
    """Queue items whose number of reports is not that of the reports it holds. One query: one moment."""
    earlier = QueueItem.objects.filter(comment=OuterRef("comment"), revision__lt=OuterRef("revision"))
    since = earlier.order_by("-revision").values("revision")[:1]
    reports = (
        Report.objects.filter(
            comment=OuterRef("comment"), revision__gt=OuterRef("since"), revision__lte=OuterRef("revision")
        )
        .order_by()
        .values("comment")
        .annotate(number=Count("pk"))
        .values("number")
    )
    items = (
        QueueItem.objects.annotate(since=Coalesce(Subquery(since), 0))
        .annotate(counted=Coalesce(Subquery(reports), 0))
        .exclude(counted=F("report_count"))
    )
    return [
        Difference(f"reports of queue item {item.pk}", item.report_count, item.counted) for item in items.order_by("pk")
    ]
