"""The pages: the front, its sections, their stories."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.core.paginator import InvalidPage, Paginator
from django.db import models
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from standfirst import clock
from standfirst.edge.caching import keep_at_most, tag_response
from standfirst.stories.blocks import StoryBody
from standfirst.stories.days import seconds_of_this_day
from standfirst.stories.fronts import arrange_front
from standfirst.stories.pictures import Picture
from standfirst.stories.records import Agency

COLOURS = [
    ("harbour", _("Harbour")),
    ("moss", _("Moss")),
    ("brick", _("Brick")),
    ("plum", _("Plum")),
    ("slate", _("Slate")),
    ("ochre", _("Ochre")),
]
STORIES_ON_A_SECTION_PAGE = 20


class FrontPage(Page):
    """The paper's front. Its title is the paper's name."""

    tagline = models.CharField(_("tagline"), max_length=160, blank=True)

    template = "stories/front_page.html"
    # Public pages are the same for everyone and kept at the edge; a page for some would be a page for all.
    private_page_options: ClassVar[list[str]] = []
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


class SectionPage(Page):
    """A section of the paper; the stories below it in the tree are its stories."""

    colour = models.CharField(_("colour"), max_length=16, choices=COLOURS, default="harbour")
    comments_mode = models.CharField(
        _("comments on new stories"),
        max_length=16,
        choices=[("open", _("Open")), ("premoderated", _("Read before they appear")), ("closed", _("Closed"))],
        default="open",
    )

    template = "stories/section_page.html"
    private_page_options: ClassVar[list[str]] = []
    parent_page_types: ClassVar = ["stories.FrontPage"]
    subpage_types: ClassVar = ["stories.StoryPage"]
    content_panels = [*Page.content_panels, FieldPanel("colour"), FieldPanel("comments_mode")]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """`stories`: one page of them, newest first. A page that is not there is a 404."""
        stories = StoryPage.objects.public_in(self).order_by("-first_published_at", "-pk")
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
        return list(cls.objects.live().in_menu().order_by("path"))

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> TemplateResponse:
        tag_response(request, "site", f"section:{self.pk}")
        response: TemplateResponse = super().serve(request, *args, **kwargs)
        return response


class StoryManager(PageManager.from_queryset(PageQuerySet)):  # type: ignore[misc]  # Wagtail is untyped
    """Stories by who may see them."""

    def visible_to_readers(self) -> Any:
        """Every public read of stories begins here."""
        return self.live().public().select_related("lead_picture")

    def public_in(self, section: SectionPage) -> Any:
        return self.visible_to_readers().child_of(section)


class StoryPage(Page):
    """One story. Its title is the headline; visibility is Wagtail's: live pages are public, nothing else is."""

    class Comments(models.TextChoices):
        OPEN = "open", _("Open")
        PREMODERATED = "premoderated", _("Read before they appear")
        CLOSED = "closed", _("Closed")

    kicker = models.CharField(_("kicker"), max_length=60, blank=True, help_text=_("The word or two over the headline."))
    standfirst = models.TextField(
        _("standfirst"), max_length=400, blank=True, help_text=_("The paragraph under the headline.")
    )
    dateline = models.CharField(_("dateline"), max_length=80, blank=True)
    lead_picture = models.ForeignKey(
        Picture, verbose_name=_("lead picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    own_lead_caption = models.CharField(
        _("caption"), max_length=400, blank=True, help_text=_("Empty: the picture's own.")
    )
    own_lead_credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Empty: the picture's own.")
    )
    own_lead_alternative = models.CharField(
        _("alternative text"), max_length=300, blank=True, help_text=_("Empty: the picture's own.")
    )
    body = StreamField(StoryBody(), verbose_name=_("body"), blank=True)
    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    copyright_notice = models.CharField(_("copyright notice"), max_length=300, blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True, help_text=_("For the desk; readers don't see them."))
    editors_note = models.TextField(_("editor's note"), blank=True, help_text=_("For the desk; readers don't see it."))
    updated_at = models.DateTimeField(
        _("updated"), null=True, blank=True, help_text=_("Set it when the story says something new.")
    )
    comments_mode = models.CharField(_("comments"), max_length=16, choices=Comments.choices, default=Comments.OPEN)
    adverts_off = models.BooleanField(_("no adverts"), default=False)
    ask_off = models.BooleanField(_("no ask for support"), default=False)
    sensitive = models.BooleanField(_("sensitive"), default=False, help_text=_("Carries no ask and no adverts."))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    withdrawn_reason = models.TextField(_("reason of withdrawal"), blank=True, editable=False)

    objects = StoryManager()

    template = "stories/story_page.html"
    private_page_options: ClassVar[list[str]] = []
    parent_page_types: ClassVar = ["stories.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("A story with its furniture")

    content_panels = [
        FieldPanel("kicker"),
        TitleFieldPanel(
            "title",
            heading=_("Headline"),
            help_text=_("The address is made from it until the story is published."),
            classname="",
            placeholder=False,
        ),
        FieldPanel("standfirst"),
        InlinePanel("bylines", heading=_("Bylines"), label=_("Byline")),
        FieldPanel("dateline"),
        MultiFieldPanel(
            [
                FieldPanel("lead_picture"),
                FieldPanel("own_lead_caption"),
                FieldPanel("own_lead_credit"),
                FieldPanel("own_lead_alternative"),
            ],
            heading=_("Lead picture"),
        ),
        FieldPanel("body"),
        InlinePanel("related", heading=_("Read: at the end"), label=_("Story")),
        InlinePanel("corrections_list", heading=_("Corrections"), label=_("Correction")),
        MultiFieldPanel(
            [
                FieldPanel("agency"),
                FieldPanel("copyright_notice"),
                FieldPanel("usage_terms"),
                FieldPanel("editors_note"),
            ],
            heading=_("Agency and rights"),
        ),
    ]
    settings_panels = [
        *Page.settings_panels,
        FieldPanel("updated_at"),
        FieldPanel("comments_mode"),
        FieldRowPanel([FieldPanel("sensitive"), FieldPanel("ask_off"), FieldPanel("adverts_off")]),
    ]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(comments_mode__in=["open", "premoderated", "closed"]),
                name="story_comments_mode_known",
            )
        ]

    @cached_property
    def section(self) -> SectionPage:
        found: SectionPage = SectionPage.objects.get(pk=self.get_parent().pk)
        return found

    @property
    def section_id(self) -> int:
        return int(self.section.pk)

    def stands_in(self, section: SectionPage) -> None:
        """Tell a fetched story its section, so that neither section nor address is asked for again."""
        self.section = section
        self._cached_parent_obj = section

    @classmethod
    def latest(cls, *, sections: Iterable[SectionPage], most: int = 60) -> list[StoryPage]:
        """The latest public stories of `sections`, newest first, each knowing its section."""
        by_path = {section.path: section for section in sections}
        # No front shows a body, and reading sixty of them is a fifth of its cost.
        found = cls.objects.visible_to_readers().defer("body").order_by("-first_published_at", "-pk")[:most]
        stories = [story for story in found if story.path[: -cls.steplen] in by_path]
        for story in stories:
            story.stands_in(by_path[story.path[: -cls.steplen]])
        return stories

    @property
    def byline_entries(self) -> list[Any]:
        return list(self.bylines.select_related("contributor"))

    @property
    def published_at(self) -> datetime | None:
        moment: datetime | None = self.first_published_at
        return moment

    @property
    def corrections(self) -> list[Any]:
        return sorted(self.corrections_list.all(), key=lambda one: one.made_at, reverse=True)

    @cached_property
    def related_stories(self) -> list[StoryPage]:
        return [link.other for link in self.related.select_related("other") if link.other.live]

    @property
    def lead_caption(self) -> str:
        return self.own_lead_caption or (self.lead_picture.caption if self.lead_picture else "")

    @property
    def lead_credit(self) -> str:
        return self.own_lead_credit or (self.lead_picture.credit if self.lead_picture else "")

    @property
    def lead_alternative(self) -> str:
        return self.own_lead_alternative or (self.lead_picture.alt_text if self.lead_picture else "")

    @property
    def carries_ask(self) -> bool:
        return not (self.ask_off or self.sensitive)

    @property
    def carries_adverts(self) -> bool:
        return not (self.adverts_off or self.sensitive)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A withdrawn story keeps its address, which says that it was withdrawn."""
        if self.withdrawn_at is not None and not self.live and not path_components:
            return RouteResult(self)
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> TemplateResponse:
        tag_response(request, "site", f"story:{self.pk}")
        if not self.live:
            return TemplateResponse(request, "web/410.html", {"story": self}, status=410)
        for other in self.related_stories:
            tag_response(request, f"story:{other.pk}")
        response: TemplateResponse = super().serve(request, *args, **kwargs)
        return response
