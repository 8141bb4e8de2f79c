"""Embargoes: until when a story may not be public, and who set, moved or lifted that."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _

LIFT = "stories.lift_embargo"


class StoryEmbargoed(PermissionDenied):
    """Something would make an embargoed story public, or a second page with its text. The desk answers 403."""


class Embargo(models.Model):
    """An embargo stands as long as its row does. The database lets no story go live while one stands (triggers.py).

    The worker takes the row away at its minute, people with the right may do so before. So the guard knows no clock:
    with the worker away a story comes late, never early.
    """

    story = models.OneToOneField("stories.StoryPage", primary_key=True, on_delete=models.CASCADE, related_name="+")
    embargoed_until = models.DateTimeField(_("embargoed until"), db_index=True)
    reason = models.CharField(_("reason"), max_length=300)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("set by")
    )
    set_at = models.DateTimeField(_("set at"))

    class Meta:
        verbose_name = _("embargo")
        verbose_name_plural = _("embargoes")
        default_permissions = ()
        permissions: ClassVar = [("lift_embargo", _("Can lift and shorten embargoes"))]

    def __str__(self) -> str:
        return f"until {self.embargoed_until:%Y-%m-%d %H:%M}"

    @classmethod
    def of(cls, story_id: int | None) -> Embargo | None:
        """The embargo that stands on a story."""
        return cls.objects.filter(pk=story_id).first() if story_id else None

    def earliest(self, wanted: datetime | None) -> datetime:
        """When the story may go live if somebody wants it `wanted` (None: at once)."""
        return max(wanted, self.embargoed_until) if wanted else self.embargoed_until


class EmbargoChange(models.Model):
    """An embargo was set, moved, lifted, or its minute came. These rows outlive the story; the table only grows."""

    story = models.ForeignKey(
        "stories.StoryPage", on_delete=models.DO_NOTHING, db_constraint=False, related_name="+", verbose_name=_("story")
    )
    before = models.DateTimeField(_("from"), null=True)
    after = models.DateTimeField(_("to"), null=True)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("who")
    )
    why = models.CharField(_("why"), max_length=300)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("change of an embargo")
        verbose_name_plural = _("changes of embargoes")
        default_permissions = ()
        ordering: ClassVar = ["pk"]
