"""Pages whose minute has come, and which did not go public, or down, at it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class StuckPage(models.Model):
    """The worker could not bring one page to its scheduled state. The row goes when it could, or needn't any more.

    So that it is said once in the log, and not with each of the worker's rounds. The desk says it where it lists the
    story as scheduled.
    """

    page = models.OneToOneField("wagtailcore.Page", primary_key=True, on_delete=models.CASCADE, related_name="+")
    refusal = models.TextField(_("why it was refused"), blank=True)
    failure = models.TextField(_("what failed"), blank=True)
    since = models.DateTimeField(_("since"))
    tried_at = models.DateTimeField(_("last tried"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("stuck page")
        verbose_name_plural = _("stuck pages")
        default_permissions: ClassVar = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(refusal="") ^ models.Q(failure=""), name="stuck_page_was_refused_or_failed"
            )
        ]

    @property
    def words(self) -> str:
        """For the desk. What failed inside is for the log: nobody at the desk can mend it."""
        return self.refusal or gettext("Something failed on our side. It is tried again by itself.")
