"""Comparing the stored number of reports with the reports."""

from __future__ import annotations

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from standfirst.comments.actions.recounting import Difference
from standfirst.moderation.models import QueueItem, Report


def recount_reports() -> list[Difference]:
    """Queue items whose number of reports is not that of the reports about the same revision. One query: one moment."""
    reports = (
        Report.objects.filter(comment=OuterRef("comment"), revision=OuterRef("revision"))
        .order_by()
        .values("comment")
        .annotate(number=Count("pk"))
        .values("number")
    )
    items = QueueItem.objects.annotate(counted=Coalesce(Subquery(reports), 0)).exclude(counted=F("report_count"))
    return [
        Difference(f"reports of queue item {item.pk}", item.report_count, item.counted) for item in items.order_by("pk")
    ]
