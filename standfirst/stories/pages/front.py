"""The front: the paper's first page."""

from __future__ import annotations

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
from standfirst.stories.fronts import arrange_front
from standfirst.stories.pages.public import PublicPage
from standfirst.stories.pages.section import SectionPage
from standfirst.stories.pages.story import StoryPage


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
        """`lead`, `secondary` and `rest`, bands of (section, stories); a fixed number of queries."""
        sections = {section.pk: section for section in SectionPage.in_order()}
        stories = StoryPage.latest(sections=sections.values())
        front = arrange_front(stories=stories, section_ids=list(sections))
        rest = [{"section": sections[band.section_id], "stories": band.stories} for band in front.bands]
        contents = {"lead": front.lead, "secondary": front.secondary, "rest": rest, "sections": list(sections.values())}
        return {**super().get_context(request, *args, **kwargs), **contents}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> TemplateResponse:
        tag_response(request, "site", "front")
        # The masthead carries the date.
        keep_at_most(request, seconds_of_this_day(clock.now()))
        response: TemplateResponse = super().serve(request, *args, **kwargs)
        return response
