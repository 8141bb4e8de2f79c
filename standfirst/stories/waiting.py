"""The update that waits for its minute while an older text is live."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class WaitingUpdate(models.Model):
    """One story's scheduled update, with the live text that it was made from.

    Wagtail notes a schedule on the revision alone, and wipes it whenever another one is published. This row is what the
    schedule is given back from. A held one clashes with what was published since: it does not fire until somebody has
    chosen between the two texts.
    """

    story = models.OneToOneField("stories.StoryPage", primary_key=True, on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")
    go_live_at = models.DateTimeField(_("goes live at"))
    base = models.JSONField(_("the live text it was made from"))
    is_held = models.BooleanField(_("held"), default=False)

    class Meta:
        verbose_name = _("waiting update")
        verbose_name_plural = _("waiting updates")
        default_permissions: ClassVar = ()
