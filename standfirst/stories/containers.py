"""What a front is made of: its containers, the pins in them, and the record of who changed what."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from standfirst.stories.fronts import Fill, Frame, Hold, Kind
from standfirst.stories.records import Contributor, Topic

LARGEST_CONTAINER = 12


class Container(models.Model):
    """A part of the front with room for so many stories, and the rule by which places without a pin are filled."""

    KINDS = (
        (Kind.LEAD.value, _("Lead")),
        (Kind.SECONDARY.value, _("Secondary")),
        (Kind.LIST.value, _("List")),
        (Kind.OPINION.value, _("Opinion")),
        (Kind.LIVE.value, _("Live")),
    )
    FILLS = (
        (Fill.NEWEST.value, _("The newest of all")),
        (Fill.PICTURES.value, _("The newest with a picture")),
        (Fill.SECTIONS.value, _("The newest of the sections below")),
        (Fill.TOPICS.value, _("The newest of the topics below")),
        (Fill.CONTRIBUTORS.value, _("The newest of the contributors below")),
        (Fill.LIVE.value, _("Live blogs that go on")),
        (Fill.PINS.value, _("Nothing but what is pinned")),
    )

    front = models.ForeignKey("stories.FrontPage", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=16, choices=KINDS, default=Kind.LIST.value)
    title = models.CharField(
        _("title"),
        max_length=80,
        blank=True,
        help_text=_("Empty: the section's name, or none over lead and secondary."),
    )
    position = models.PositiveSmallIntegerField(_("position"))
    size = models.PositiveSmallIntegerField(
        _("how many stories"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_CONTAINER)],
        help_text=_("Twelve at most. Readers see fewer where there are no more."),
    )
    fill = models.CharField(_("filled with"), max_length=16, choices=FILLS, default=Fill.NEWEST.value)
    sections = models.ManyToManyField("stories.SectionPage", verbose_name=_("sections"), blank=True, related_name="+")
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="+")
    contributors = models.ManyToManyField(Contributor, verbose_name=_("contributors"), blank=True, related_name="+")
    is_active = models.BooleanField(_("readers see it"), default=True)

    class Meta:
        verbose_name = _("container")
        verbose_name_plural = _("containers")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in Kind]), name="container_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(fill__in=[fill.value for fill in Fill]), name="container_fill_known"
            ),
            models.CheckConstraint(
                condition=models.Q(size__gte=1, size__lte=LARGEST_CONTAINER), name="container_size_bounded"
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())

    @property
    def name(self) -> str:
        """As editors call it: its title, else its only section, else its kind. Asks for its sections."""
        sections = list(self.sections.all()) if not self.title and self.fill == Fill.SECTIONS else []
        return str(sections[0].title) if len(sections) == 1 else str(self)

    def frame(
        self,
        *,
        section_ids: frozenset[int] = frozenset(),
        topic_ids: frozenset[int] = frozenset(),
        contributor_ids: frozenset[int] = frozenset(),
    ) -> Frame:
        """As arrangement sees it; what its rule draws from was fetched for all containers at once."""
        return Frame(
            id=self.pk,
            size=self.size,
            fill=Fill(self.fill),
            prefers_picture=self.kind == Kind.LEAD,
            section_ids=section_ids,
            topic_ids=topic_ids,
            contributor_ids=contributor_ids,
        )


class Pin(models.Model):
    """A story held at its place in a container, from a moment on and mostly until one. One pin a story and front.

    A pin whose time is over counts nowhere; the worker takes it away within two seconds.
    """

    front = models.ForeignKey("stories.FrontPage", on_delete=models.CASCADE, related_name="+")
    container = models.ForeignKey(Container, on_delete=models.CASCADE, related_name="+")
    story = models.ForeignKey("stories.StoryPage", on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(_("position"))
    begins_at = models.DateTimeField(_("from"), db_index=True)
    ends_at = models.DateTimeField(_("until"), null=True, db_index=True)
    has_begun = models.BooleanField(_("has begun"), help_text=_("The front was made anew for its beginning."))
    pinned_at = models.DateTimeField(_("pinned at"))
    pinned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("pin")
        verbose_name_plural = _("pins")
        constraints = [
            models.UniqueConstraint(fields=["front", "story"], name="one_pin_of_a_story"),
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=models.F("begins_at")),
                name="pin_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.story_id} in {self.container_id}"

    @property
    def hold(self) -> Hold:
        return Hold(
            story_id=self.story_id,
            container_id=self.container_id,
            position=self.position,
            begins_at=self.begins_at,
            ends_at=self.ends_at,
        )


class FrontChange(models.Model):
    """Who changed what on the front, and when; only grows. The last one's number is the version an editor has seen.

    Names are kept as they stood: containers are removed and headlines change. No actor: the time of a pin did it.
    """

    class What(models.TextChoices):
        PUT = "put", _("Put")
        RETIMED = "retimed", _("Pinned")
        UNPINNED = "unpinned", _("Unpinned")
        PUSHED_OUT = "pushed_out", _("Pushed out")
        BEGUN = "begun", _("Begun")
        ENDED = "ended", _("Ended")
        ADDED = "added", _("Container added")
        CHANGED = "changed", _("Container changed")
        MOVED = "moved", _("Container moved")
        REMOVED = "removed", _("Container removed")

    # Without a constraint, so that the record outlives what it is about.
    front = models.ForeignKey("stories.FrontPage", on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    at = models.DateTimeField(_("at"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(_("what"), max_length=16, choices=What.choices)
    story_number = models.PositiveBigIntegerField(_("story"), null=True)
    headline = models.CharField(_("headline"), max_length=255, blank=True)
    container_name = models.CharField(_("container"), max_length=120)
    position = models.PositiveSmallIntegerField(_("position"), null=True)
    until = models.DateTimeField(_("until"), null=True)

    class Meta:
        verbose_name = _("change of the front")
        verbose_name_plural = _("changes of the front")

    def __str__(self) -> str:
        return f"{self.what} {self.headline or self.container_name}"

    @property
    def in_words(self) -> str:
        """What was done, to be read behind the name of who did it."""
        return str(WORDS[self.What(self.what)]) % {
            "headline": self.headline,
            "container": self.container_name,
            "place": (self.position or 0) + 1,
            "until": until_in_words(self.until),
        }


WORDS = {
    FrontChange.What.PUT: _("put “%(headline)s” into %(container)s, place %(place)s, %(until)s"),
    FrontChange.What.RETIMED: _("pinned “%(headline)s” in %(container)s, place %(place)s, %(until)s"),
    FrontChange.What.UNPINNED: _("took the pin off “%(headline)s” in %(container)s"),
    FrontChange.What.PUSHED_OUT: _("left no room in %(container)s for the pin of “%(headline)s”"),
    FrontChange.What.BEGUN: _("began the pin of “%(headline)s” in %(container)s, as planned"),
    FrontChange.What.ENDED: _("ended the pin of “%(headline)s” in %(container)s, as planned"),
    FrontChange.What.ADDED: _("added the container %(container)s"),
    FrontChange.What.CHANGED: _("changed the container %(container)s"),
    FrontChange.What.MOVED: _("moved the container %(container)s"),
    FrontChange.What.REMOVED: _("removed the container %(container)s"),
}


def until_in_words(moment: datetime | None) -> str:
    """The end of a pin as editors read it, in the time zone of whoever reads."""
    if moment is None:
        return str(_("until it is taken away"))
    words = date_format(timezone.localtime(moment), "j F, H:i")
    return str(_("until %(moment)s") % {"moment": words})
