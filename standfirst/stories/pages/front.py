"""The front: the paper's first page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from standfirst import clock
from standfirst.edge.caching import keep_at_most, tag_response
from standfirst.stories.days import seconds_of_this_day
from standfirst.stories.fronts import Kind, next_turn
from standfirst.stories.pages.arranging import FilledContainer, filled_front, plan_of
from standfirst.stories.pages.public import PublicPage
from standfirst.stories.pages.section import sections_for


class FrontPage(PublicPage, Page):
    """The paper's front. Its title is the paper's name."""

    tagline = models.CharField(_("tagline"), max_length=160, blank=True)

    template = "stories/front_page.html"
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["stories.SectionPage"]
    max_count = 1
    content_panels = [*Page.content_panels, FieldPanel("tagline")]

    class Meta:
        verbose_name = _("front")
        verbose_name_plural = _("fronts")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """`rows`: the containers that have stories, a lead together with its secondary; a fixed number of queries.

        `shown_at`: the moment whose date the masthead carries.
        """
        now = clock.now()
        plan = plan_of(self.pk)
        sections = sections_for(request)
        turn = next_turn(plan.pins, now=now)
        if turn is not None:
            keep_at_most(request, ceil((turn - now).total_seconds()))
        contents = {
            "rows": rows_of(filled_front(plan, sections=sections, now=now)),
            "sections": sections,
            "shown_at": now,
        }
        return {**super().get_context(request, *args, **kwargs), **contents}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> TemplateResponse:
        tag_response(request, "site", "front")
        # The masthead carries the date.
        keep_at_most(request, seconds_of_this_day(clock.now()))
        response: TemplateResponse = super().serve(request, *args, **kwargs)
        return response


@dataclass(frozen=True)
class Row:
    """What stands side by side across the front: one container, or a lead with the secondary that follows it."""

    first: FilledContainer
    beside: FilledContainer | None = None

    @property
    def template(self) -> str:
        return f"stories/front/{self.first.container.kind}.html"


def rows_of(containers: Iterable[FilledContainer]) -> list[Row]:
    """In the order of the containers; those without stories are left out."""
    rows: list[Row] = []
    for one in containers:
        last = rows[-1] if rows else None
        if not one.places:
            continue
        if one.container.kind == Kind.SECONDARY and last and last.first.container.kind == Kind.LEAD and not last.beside:
            rows[-1] = Row(last.first, beside=one)
        else:
            rows.append(Row(one))
    return rows
