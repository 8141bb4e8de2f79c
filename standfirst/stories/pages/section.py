"""Sections, and the list of stories that each of them is."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.paginator import InvalidPage, Paginator
from django.core.validators import validate_slug
from django.db import models
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from standfirst.edge.caching import tag_response
from standfirst.prepared import Prepared
from standfirst.stories.fixed_addresses import is_fixed
from standfirst.stories.pages.public import PublicPage
from standfirst.stories.pages.story import StoryPage

COLOURS = [
    ("harbour", _("Harbour")),
    ("moss", _("Moss")),
    ("brick", _("Brick")),
    ("plum", _("Plum")),
    ("slate", _("Slate")),
    ("ochre", _("Ochre")),
]
STORIES_ON_A_SECTION_PAGE = 20


class SectionPage(PublicPage, Page):
    """A section of the paper; the stories below it in the tree are its stories."""

    colour = models.CharField(_("colour"), max_length=16, choices=COLOURS, default="harbour")
    comments_mode = models.CharField(
        _("comments on new stories"),
        max_length=16,
        choices=[("open", _("Open")), ("premoderated", _("Read before they appear")), ("closed", _("Closed"))],
        default="open",
    )
    comments_close_after_days = models.PositiveSmallIntegerField(
        _("comments close after days"),
        null=True,
        blank=True,
        help_text=_("Counted from a story's first publication. Empty: they stay open."),
    )

    template = "stories/section_page.html"
    parent_page_types: ClassVar = ["stories.FrontPage"]
    subpage_types: ClassVar = ["stories.StoryPage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("colour"),
        FieldPanel("comments_mode"),
        FieldPanel("comments_close_after_days"),
    ]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def clean(self) -> None:
        """A section has a slug of plain letters, as its feeds do, and not one at which something else stands."""
        super().clean()
        try:
            validate_slug(self.slug)
        except ValidationError as error:
            raise ValidationError({"slug": error}) from error
        if is_fixed(self.slug):
            words = _("Something else of the paper stands at /%(slug)s/ already. Give the section another slug.")
            raise ValidationError({"slug": ValidationError(words, code="fixed_address", params={"slug": self.slug})})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """`stories`: one page of them, newest first. A page that is not there is a 404."""
        stories = (
            StoryPage.objects.public_in(self)
            .select_related("live_blog")
            .order_by("-pinned", "-first_published_at", "-pk")
        )
        try:
            page = Paginator(stories, STORIES_ON_A_SECTION_PAGE).page(request.GET.get("page", "1"))
        except InvalidPage as error:
            raise Http404(str(error)) from error
        for story in page.object_list:
            story.stands_in(self)
        return {**super().get_context(request, *args, **kwargs), "section": self, "stories": page}

    @classmethod
    def in_order(cls) -> list[SectionPage]:
        """The sections as the navigation shows them."""
        return sorted(IN_MENU(), key=lambda section: section.path)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> TemplateResponse:
        tag_response(request, "site", f"section:{self.pk}")
        response: TemplateResponse = super().serve(request, *args, **kwargs)
        return response


IN_MENU: Prepared[SectionPage] = Prepared(lambda: SectionPage.objects.live().in_menu().order_by())


def sections_for(request: HttpRequest) -> list[SectionPage]:
    """The sections in order, asked for once for each request: the way to the page and its masthead both need them."""
    held: list[SectionPage] | None = request.__dict__.get("sections_in_order")
    if held is None:
        held = request.__dict__["sections_in_order"] = SectionPage.in_order()
    return held
