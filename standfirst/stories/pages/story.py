"""One story: its fields, who may see it, its address."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from standfirst.edge.caching import count_views, tag_response
from standfirst.stories.blocks import BOXES, StoryBody
from standfirst.stories.embargoes import Embargo
from standfirst.stories.embeds import ShownEmbed, embeds_of, shows_embeds
from standfirst.stories.framing import allow_players
from standfirst.stories.links_in_text import stories_linked_in
from standfirst.stories.pages.panels import CONTENT_PANELS, PROMOTE_PANELS, SETTINGS_PANELS
from standfirst.stories.pages.public import PublicPage
from standfirst.stories.pictures import Picture
from standfirst.stories.questions import ThreadKind
from standfirst.stories.recordings import Recording
from standfirst.stories.records import Agency, Topic

if TYPE_CHECKING:
    from standfirst.stories.pages.section import SectionPage

LINK_FIELDS = ("title", "kicker", "front_headline", "slug", "path", "depth", "url_path", "live")
"""What a link to a story shows, and what its address is made of."""


class StoryQuerySet(PageQuerySet):
    """Stories by who may see them."""

    def visible_to_readers(self) -> Any:
        """Every public read of stories begins here."""
        # No embargoed story is live, the database sees to that; this is the second lock.
        return self.live().exclude(pk__in=Embargo.objects.values("pk")).select_related("lead_picture")

    def for_links(self) -> Any:
        """With what a link to a story needs, and no more; whether it may be linked to is for the caller to ask.

        In no order: the tree's own costs as much as the rest of the query.
        """
        return self.order_by().only(*LINK_FIELDS)

    def public_in(self, section: SectionPage) -> Any:
        return self.visible_to_readers().child_of(section)


class StoryManager(PageManager.from_queryset(StoryQuerySet)):  # type: ignore[misc]  # Wagtail is untyped
    """Wagtail's manager of pages, with our ways to ask."""


class StoryPage(PublicPage, Page):
    """One story. Its title is the headline; visibility is Wagtail's: live pages are public, nothing else is."""

    class Change(models.TextChoices):
        TYPO = "typo", _("Nothing that readers need to know of")
        UPDATE = "update", _("It says something new")

    class Comments(models.TextChoices):
        OPEN = "open", _("Open")
        PREMODERATED = "premoderated", _("Read before they appear")
        CLOSED = "closed", _("Closed")

    kicker = models.CharField(_("kicker"), max_length=60, blank=True, help_text=_("The word or two over the headline."))
    front_headline = models.CharField(
        _("headline on fronts"), max_length=120, blank=True, help_text=_("A shorter one. Empty: the headline.")
    )
    social_headline = models.CharField(
        _("headline for sharing"), max_length=120, blank=True, help_text=_("Empty: the headline.")
    )
    standfirst = models.TextField(
        _("standfirst"), max_length=400, blank=True, help_text=_("The paragraph under the headline.")
    )
    dateline = models.CharField(_("dateline"), max_length=80, blank=True)
    lead_picture = models.ForeignKey(
        Picture, verbose_name=_("lead picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    lead_recording = models.ForeignKey(
        Recording,
        verbose_name=_("lead sound or video"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Video stands in place of the lead picture, sound below it."),
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
    lead_embed = models.CharField(
        _("embed in its place"),
        max_length=500,
        blank=True,
        help_text=_("The address of a video or a recording elsewhere. The lead picture is shown until it is played."),
    )
    body = StreamField(StoryBody(), verbose_name=_("body"), blank=True)
    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    copyright_notice = models.CharField(_("copyright notice"), max_length=300, blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True, help_text=_("For the desk; readers don't see them."))
    editors_note = models.TextField(_("editor's note"), blank=True, help_text=_("For the desk; readers don't see it."))
    updated_at = models.DateTimeField(
        _("updated"), null=True, blank=True, help_text=_("When it last said something new; set by the kind of change.")
    )
    change_kind = models.CharField(
        _("this change"),
        max_length=8,
        choices=Change.choices,
        default=Change.TYPO,
        help_text=_("Holds for the next publication: something new is shown to readers as an update."),
    )
    topics = ParentalManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="+")
    language = models.CharField(
        _("language"), max_length=8, blank=True, choices=settings.LANGUAGES, help_text=_("Empty: the paper's own.")
    )
    translation_of = models.ForeignKey(
        "self",
        verbose_name=_("translation of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="translations",
        help_text=_("The story in its first language; readers of each are shown the way to the other."),
    )
    pinned = models.BooleanField(
        _("pinned"), default=False, help_text=_("Stands first in its section until this is taken away.")
    )
    comments_mode = models.CharField(_("comments"), max_length=16, choices=Comments.choices, default=Comments.OPEN)
    comments_close_after_days = models.PositiveSmallIntegerField(
        _("comments close after days"),
        null=True,
        blank=True,
        help_text=_("Empty: as in the section. 0: they stay open."),
    )
    thread_kind = models.CharField(
        _("conversation"), max_length=10, choices=ThreadKind.choices, default=ThreadKind.COMMENTS
    )
    questions_from = models.DateTimeField(_("questions from"), null=True, blank=True, help_text=_("Empty: at once."))
    questions_until = models.DateTimeField(
        _("questions until"),
        null=True,
        blank=True,
        help_text=_("Guests may answer until the comments close. Empty: until then."),
    )
    adverts_off = models.BooleanField(_("no adverts"), default=False)
    ask_off = models.BooleanField(_("no ask for support"), default=False)
    sensitive = models.BooleanField(_("sensitive"), default=False, help_text=_("Carries no ask and no adverts."))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    withdrawn_reason = models.TextField(_("reason of withdrawal"), blank=True, editable=False)

    objects = StoryManager()

    template = "stories/story_page.html"
    parent_page_types: ClassVar = ["stories.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("A story with its furniture")

    content_panels = CONTENT_PANELS
    promote_panels = PROMOTE_PANELS
    settings_panels = SETTINGS_PANELS

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(thread_kind__in=["comments", "questions"]), name="story_thread_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(comments_mode__in=["open", "premoderated", "closed"]),
                name="story_comments_mode_known",
            ),
            models.CheckConstraint(
                condition=models.Q(change_kind__in=["typo", "update"]), name="story_change_kind_known"
            ),
        ]

    @cached_property
    def section(self) -> SectionPage:
        found: SectionPage = self.get_parent().sectionpage
        return found

    @property
    def section_id(self) -> int:
        return int(self.section.pk)

    def stands_in(self, section: SectionPage) -> None:
        """Tell a fetched story its section, so that neither section nor address is asked for again."""
        self.section = section
        self._cached_parent_obj = section
        # Where the sites begin is part of every address; the section asks Wagtail once for all of its stories.
        self._wagtail_cached_site_root_paths = section._get_site_root_paths()

    @cached_property
    def byline_entries(self) -> list[Any]:
        found = self.bylines.select_related("contributor", "agency").order_by()
        return sorted(found, key=lambda one: (one.sort_order is None, one.sort_order))

    @cached_property
    def shown_topics(self) -> list[Topic]:
        """Asked for once for a page, which lists them at its foot and tells them to machines."""
        return list(self.topics.all())

    @property
    def short_headline(self) -> str:
        """As fronts and lists show it."""
        return self.front_headline or str(self.title)

    @property
    def published_at(self) -> datetime | None:
        moment: datetime | None = self.first_published_at
        return moment

    @property
    def is_live(self) -> bool:
        """Whether its live blog is running. False, and never a query, where it was not fetched with the story."""
        live_blog = self._state.fields_cache.get("live_blog")
        return live_blog is not None and bool(live_blog.is_running)

    @property
    def is_live_blog(self) -> bool:
        """Whether entries stand in it. For templates, which are slow to find that something is not there."""
        return getattr(self, "live_blog", None) is not None

    @cached_property
    def corrections(self) -> list[Any]:
        return sorted(self.corrections_list.all(), key=lambda one: one.made_at, reverse=True)

    @cached_property
    def related_ids(self) -> list[int]:
        return [link.other_id for link in self.related.all()]

    @cached_property
    def related_stories(self) -> list[StoryPage]:
        """What readers may read beside it, as the desk chose it."""
        if not self.related_ids:
            return []
        found = StoryPage.objects.visible_to_readers().select_related(None).for_links().in_bulk(self.related_ids)
        return [found[one] for one in self.related_ids if one in found]

    @property
    def stories_at_foot(self) -> list[StoryPage]:
        """Those of them to which its body doesn't lead already."""
        linked = set(stories_linked_in(self.body.raw_data))
        return [story for story in self.related_stories if story.pk not in linked]

    @property
    def lead_media(self) -> Picture | Recording | None:
        """What stands over the body: a video, else the picture, else sound alone."""
        recording: Recording | None = self.lead_recording
        picture: Picture | None = self.lead_picture
        return recording if recording is not None and (recording.is_video or picture is None) else picture

    @property
    def lead_caption(self) -> str:
        media = self.lead_media
        return self.own_lead_caption or (media.caption if media else "")

    @property
    def lead_credit(self) -> str:
        media = self.lead_media
        if isinstance(media, Picture):
            return self.own_lead_credit or media.credit_line
        return self.own_lead_credit or (media.credit if media else "")

    @property
    def sound_caption(self) -> str:
        """Sound below a lead picture speaks for itself; alone it takes the story's own words."""
        return self.lead_recording.caption if self.lead_recording and self.lead_picture else self.lead_caption

    @property
    def sound_credit(self) -> str:
        return self.lead_recording.credit if self.lead_recording and self.lead_picture else self.lead_credit

    @property
    def has_boxes(self) -> bool:
        """Whether the page needs the styles of what stands beside the text."""
        return self.lead_recording is not None or any(block["type"] in BOXES for block in self.body.raw_data)

    @property
    def lead_alternative(self) -> str:
        return self.own_lead_alternative or (self.lead_picture.alt_text if self.lead_picture else "")

    @property
    def embeds(self) -> dict[str, ShownEmbed]:
        """Everything embedded in it, by the address as typed."""
        return embeds_of(self)

    @property
    def shows_embeds(self) -> bool:
        return shows_embeds(self)

    @property
    def shown_lead_embed(self) -> ShownEmbed | None:
        return self.embeds.get(self.lead_embed.strip()) if self.lead_embed else None

    @property
    def carries_ask(self) -> bool:
        return not (self.ask_off or self.sensitive)

    @property
    def carries_adverts(self) -> bool:
        return not (self.adverts_off or self.sensitive)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """The story as a revision has it. While an embargo stands it may go live at its end, not before.

        Every way to publish (desk, workflow, bulk, API, worker) begins here, so each of them schedules instead.
        """
        story = super().with_content_json(content)
        embargo = Embargo.of(self.pk)
        if embargo is not None:
            story.go_live_at = embargo.earliest(story.go_live_at)
        return story

    def copy_all_child_relations(self, target: Any, *args: Any, **kwargs: Any) -> Any:
        """Every way to copy comes by here: the copy is told whose text it has (bridge.py carries the embargo)."""
        if target.pk is None:
            target.copied_from_id = self.pk
        return super().copy_all_child_relations(target, *args, **kwargs)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A withdrawn story keeps its address, which says that it was withdrawn; an embargoed one has none yet."""
        if self.withdrawn_at is not None and not self.live and not path_components:
            return RouteResult(self)
        if self.live and not path_components and Embargo.of(self.pk) is not None:
            raise Http404
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> TemplateResponse:
        tag_response(request, "site", f"story:{self.pk}")
        if not self.live:
            return TemplateResponse(request, "web/410.html", {"story": self}, status=410)
        count_views(request, f"story:{self.pk}")
        # Also those that are not public: the page changes when they become it.
        others = {*self.related_ids, *stories_linked_in(self.body.raw_data)}
        tag_response(request, *(f"story:{other}" for other in others))
        response: TemplateResponse = super().serve(request, *args, **kwargs)
        allow_players(request, response, self.embeds.values())
        return response
