"""Taking one's data along, and going: the rows of downloads and of closings."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Download(models.Model):
    """A file with everything the paper knows of one person, made by the worker, and gone some days later."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="downloads")
    asked_at = models.DateTimeField(_("asked for"))
    made_at = models.DateTimeField(_("made"), null=True)
    gone_at = models.DateTimeField(_("gone"), null=True)
    # Below the folder for private files; empty while there is none.
    file = models.CharField(_("file"), max_length=80, blank=True)
    size = models.PositiveBigIntegerField(_("bytes"), default=0)

    class Meta:
        verbose_name = _("download of one's data")
        verbose_name_plural = _("downloads of one's data")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(made_at=None, gone_at=None), name="one_download_in_the_making"
            )
        ]

    def __str__(self) -> str:
        return f"download {self.pk}"


class ClosingQuerySet(models.QuerySet["Closing"]):
    def underway(self) -> ClosingQuerySet:
        """Asked for, and neither called off nor finished."""
        return self.filter(called_off_at=None, finished_at=None)

    def due(self, *, now: datetime) -> ClosingQuerySet:
        """Whose time to be called off is over and which no worker is at, the oldest first."""
        return self.underway().filter(due_at__lte=now, leased_until__lte=now).order_by("due_at", "pk")


class Closing(models.Model):
    """An account that is being closed. Until `due_at` it can be called off; then its traces are erased, step by step.

    `position` tells how far the work is. `address` is what the person's traces are found by when their own row is
    empty already; it goes with the end of the work.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="closings")
    keeps_text = models.BooleanField(_("comments stay"))
    asked_at = models.DateTimeField(_("asked for"))
    due_at = models.DateTimeField(_("due"))
    called_off_at = models.DateTimeField(_("called off"), null=True)
    began_at = models.DateTimeField(_("began"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    leased_until = models.DateTimeField(_("a worker is at it until"))
    position = models.JSONField(_("position"), default=dict)
    address = models.EmailField(_("e-mail address"), blank=True)

    objects = ClosingQuerySet.as_manager()

    class Meta:
        verbose_name = _("closing of an account")
        verbose_name_plural = _("closings of accounts")
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(called_off_at=None, finished_at=None),
                name="one_closing_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(finished_at=None) | models.Q(address=""), name="closed_without_address"
            ),
            models.CheckConstraint(
                condition=models.Q(called_off_at=None) | models.Q(began_at=None), name="what_began_is_not_called_off"
            ),
        ]

    def __str__(self) -> str:
        return f"closing {self.pk}"
