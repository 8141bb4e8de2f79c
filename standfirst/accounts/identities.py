"""Who somebody is at another site that signs its readers in here, and which of its tokens were used."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class OutsideIdentity(models.Model):
    """What another site calls a person: the issuer of its tokens, and its own name for the account."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="outside_identities")
    issuer = models.CharField(_("issuer"), max_length=200)
    subject = models.CharField(_("account there"), max_length=255)
    joined_at = models.DateTimeField(_("first arrived"))

    class Meta:
        verbose_name = _("account at another site")
        verbose_name_plural = _("accounts at other sites")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="one_person_per_outside_identity")]

    def __str__(self) -> str:
        return f"{self.subject} at {self.issuer}"


class UsedToken(models.Model):
    """A token that has signed somebody in. Kept for as long as it could be tried again; `digest` is of its id."""

    issuer = models.CharField(_("issuer"), max_length=200)
    digest = models.CharField(_("digest"), max_length=64)
    expires_at = models.DateTimeField(_("ends"))

    class Meta:
        verbose_name = _("used token")
        verbose_name_plural = _("used tokens")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["issuer", "digest"], name="token_used_once")]
        indexes = [models.Index(fields=["expires_at"], name="used_tokens_by_end")]

    def __str__(self) -> str:
        return f"token {self.pk}"
