"""What belongs to a story beside its page: who wrote it, the agency, corrections, related stories."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable
from wagtail.snippets.models import register_snippet


@register_snippet
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


@register_snippet
class Contributor(models.Model):
    """Somebody who writes, takes pictures or edits for the paper. Not an account: a byline is not a user."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    role = models.CharField(_("role"), max_length=120, blank=True)
    about = models.TextField(_("about"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("role"), FieldPanel("about")]

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Byline(Orderable):
    """One name over a story, in order, with its part in it where that is not plain writing."""

    story = ParentalKey("stories.StoryPage", on_delete=models.CASCADE, related_name="bylines")
    contributor = models.ForeignKey(Contributor, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(
        _("role"), max_length=80, blank=True, help_text=_('As in "Photographs by"; empty for the author.')
    )

    panels = [FieldPanel("contributor"), FieldPanel("role")]

    class Meta(Orderable.Meta):
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")

    @property
    def name(self) -> str:
        name: str = self.contributor.name
        return name


class Correction(Orderable):
    """What was wrong and what is right, for readers to see under the standfirst."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("Correction")
        CLARIFICATION = "clarification", _("Clarification")

    story = ParentalKey("stories.StoryPage", on_delete=models.CASCADE, related_name="corrections_list")
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, default=Kind.CORRECTION)
    text = models.TextField(_("text"))
    made_at = models.DateTimeField(_("made at"))

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
