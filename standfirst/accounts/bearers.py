"""Bearers: whoever holds one may do something in a reader's name, without a session. Only a hash of it is kept."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

KEY_NAME_LENGTH = 60


class Scope(models.TextChoices):
    """What a bearer allows beyond reading what is the reader's own."""

    COMMENT = "comment", _("Post, change and delete comments")
    RECOMMEND = "recommend", _("Recommend comments")
    REPORT = "report", _("Report comments")
    FOLLOW = "follow", _("Follow conversations")


class BearerQuerySet(models.QuerySet["Bearer"]):
    def standing(self, *, at: datetime) -> BearerQuerySet:
        """Neither withdrawn nor over, and of somebody who may sign in."""
        return self.filter(
            revoked_at__isnull=True, expires_at__gt=at, person__is_active=True, person__closed_at__isnull=True
        )


class Bearer(models.Model):
    """A reader's own key (`audience` is empty), or one that was issued for the pages of one other site.

    `audience` is that site's origin, such as https://blog.example: from a browser it is taken only from there.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bearers")
    digest = models.CharField(max_length=64, unique=True)
    audience = models.CharField(_("site"), max_length=255, blank=True)
    name = models.CharField(_("name"), max_length=KEY_NAME_LENGTH, blank=True)
    scopes = models.JSONField(_("what it allows"), default=list)
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("ends"))
    # A day and no more: when somebody writes is nobody's business.
    last_used_on = models.DateField(_("last used"), null=True)
    revoked_at = models.DateTimeField(_("withdrawn"), null=True)

    objects = BearerQuerySet.as_manager()

    class Meta:
        verbose_name = _("key")
        verbose_name_plural = _("keys")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "name"],
                condition=models.Q(audience="", revoked_at__isnull=True),
                name="one_own_key_of_a_name",
            ),
            models.CheckConstraint(condition=models.Q(expires_at__gt=models.F("made_at")), name="bearer_ends"),
        ]
        indexes = [models.Index(fields=["person", "audience"], name="bearers_of_a_person")]

    def __str__(self) -> str:
        return f"bearer {self.pk}"

    @property
    def scopes_in_words(self) -> list[str]:
        return [str(Scope(one).label) for one in self.scopes]
