"""Corrections that somebody has asked for, until one of the desk has dealt with them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CorrectionRequest(models.Model):
    """What somebody says is wrong in a story. Open until it is settled; it stays as a row."""

    story = models.ForeignKey("stories.StoryPage", on_delete=models.CASCADE, related_name="correction_requests")
    words = models.TextField(_("what is wrong"), max_length=2000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(words=""), name="correction_request_has_words"),
            models.CheckConstraint(
                condition=models.Q(settled_by__isnull=True) | models.Q(settled_at__isnull=False),
                name="correction_request_settled_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["asked_at"], condition=models.Q(settled_at__isnull=True), name="open_requests")]

    def __str__(self) -> str:
        return self.words[:80]
