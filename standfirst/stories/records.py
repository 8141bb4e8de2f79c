"""What belongs to a story beside its page: who wrote it, the agency, corrections, related stories."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable

from standfirst import clock
from standfirst.stories.free_addresses import address_from, first_free
from standfirst.stories.pictures import Picture


class Agency(models.Model):
    """A news agency whose copy the paper takes."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    credit_line = models.CharField(_("credit line"), max_length=200, help_text=_("Stands at the end of its stories."))

    panels = [FieldPanel("name"), FieldPanel("credit_line")]

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Contributor(models.Model):
    """Somebody who writes, takes pictures or edits for the paper. Not an account: a byline is not a user.

    `account` is theirs at the paper, where they have one: by it readers see which answer is the journalist's.
    """

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(
        _("address"), max_length=80, unique=True, blank=True, help_text=_("Empty: made from the name.")
    )
    role = models.CharField(_("role"), max_length=120, blank=True)
    about = models.TextField(_("about"), blank=True)
    photograph = models.ForeignKey(
        Picture, verbose_name=_("photograph"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    public_email = models.EmailField(_("public e-mail address"), blank=True)
    web_address = models.URLField(_("address elsewhere"), blank=True, help_text=_("A page of their own, for example."))
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"is_staff": True, "is_active": True},
        help_text=_("Of staff. Under the contributor's own stories its comments carry the journalist's badge."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("role"),
        FieldPanel("account"),
        FieldPanel("photograph"),
        FieldPanel("about"),
        FieldPanel("public_email"),
        FieldPanel("web_address"),
        FieldPanel("slug"),
    ]

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or address_of_record(type(self), self.name)
        super().save(*args, **kwargs)


class Topic(models.Model):
    """What stories of several sections are about; it has a page of its own."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(
        _("address"), max_length=80, unique=True, blank=True, help_text=_("Empty: made from the name.")
    )
    about = models.TextField(_("about"), blank=True, help_text=_("A sentence under the name of the topic."))

    panels = [FieldPanel("name"), FieldPanel("about"), FieldPanel("slug")]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or address_of_record(type(self), self.name)
        super().save(*args, **kwargs)


def address_of_record(kind: type[Contributor | Topic], name: str) -> str:
    """An address for a record called `name` that no other record of its kind has, with room for a number."""
    return first_free(address_from(name, otherwise="page", longest=70), among=kind._default_manager.all())


class Byline(Orderable):
    """One name over a story, in order, with its part in it where that is not plain writing.

    The name is a contributor's or an agency's, exactly one of both.
    """

    story = ParentalKey("stories.StoryPage", on_delete=models.CASCADE, related_name="bylines")
    contributor = models.ForeignKey(
        Contributor,
        verbose_name=_("contributor"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    agency = models.ForeignKey(
        Agency, verbose_name=_("or agency"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(
        _("role"),
        max_length=80,
        blank=True,
        help_text=_('As in "Reported by", "Translated by", "Photographs by"; empty for the author.'),
    )

    panels = [FieldPanel("contributor"), FieldPanel("agency"), FieldPanel("role")]

    class Meta(Orderable.Meta):
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(contributor__isnull=True) ^ models.Q(agency__isnull=True),
                name="byline_is_of_one",
                violation_error_message=_("A byline is a contributor's or an agency's: choose one."),
            )
        ]

    @property
    def name(self) -> str:
        holder = self.contributor or self.agency
        return holder.name if holder else ""


class Correction(Orderable):
    """What was wrong and what is right, for readers to see under the standfirst."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("Correction")
        CLARIFICATION = "clarification", _("Clarification")

    story = ParentalKey("stories.StoryPage", on_delete=models.CASCADE, related_name="corrections_list")
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, default=Kind.CORRECTION)
    text = models.TextField(_("text"))
    made_at = models.DateTimeField(_("made at"), default=clock.now)

    panels = [FieldPanel("kind"), FieldPanel("text"), FieldPanel("made_at")]

    class Meta(Orderable.Meta):
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["correction", "clarification"]), name="correction_kind_known"
            )
        ]


class RelatedStory(Orderable):
    """A "Read:" link at the end of a story."""

    story = ParentalKey("stories.StoryPage", on_delete=models.CASCADE, related_name="related")
    other = models.ForeignKey("stories.StoryPage", on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("other", "stories.StoryPage")]

    class Meta(Orderable.Meta):
        verbose_name = _("related story")
        verbose_name_plural = _("related stories")
