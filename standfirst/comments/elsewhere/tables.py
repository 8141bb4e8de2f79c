"""Sites of others whose pages may have a conversation here, the origins of those pages, and the keys they sign with."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.accounts.models import new_reference
from standfirst.accounts.signed_tokens import Algorithm, Key

MODES = ["open", "premoderated", "closed"]


def own_origin() -> str:
    """The paper's own: framed conversations speak from there."""
    return f"{settings.BASE.scheme}://{settings.BASE.netloc}".lower()


class OutsideSite(models.Model):
    """A site elsewhere. `reference` stands in the addresses that its pages ask; it is no secret.

    The issuer is empty where the site doesn't sign its readers in.
    """

    class PagesBy(models.TextChoices):
        READERS = "readers", _("The first comment on a page, from any page of the site")
        KEY = "key", _("Only a request that the site has signed")

    reference = models.CharField(_("reference"), max_length=12, unique=True, default=new_reference)
    name = models.CharField(_("name"), max_length=120)
    is_active = models.BooleanField(_("active"), default=True)
    pages_by = models.CharField(
        _("what begins a conversation"), max_length=8, choices=PagesBy.choices, default=PagesBy.READERS
    )
    comments_mode = models.CharField(
        _("comments"),
        max_length=16,
        choices=[("open", _("Open")), ("premoderated", _("Read before they appear")), ("closed", _("Closed"))],
        default="open",
    )
    issuer = models.CharField(_("issuer of its tokens"), max_length=200, blank=True)
    audience = models.CharField(_("audience of its tokens"), max_length=200, blank=True)
    trusts_addresses = models.BooleanField(_("its proven e-mail addresses count as proven here"), default=False)
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("site elsewhere")
        verbose_name_plural = _("sites elsewhere")
        default_permissions = ()
        permissions = [("run_outside_sites", "Can say which other sites have conversations here")]
        constraints = [
            # Who somebody is hangs on the issuer: two sites with one could sign in each other's readers.
            models.UniqueConstraint(fields=["issuer"], condition=~models.Q(issuer=""), name="one_site_per_issuer"),
            models.CheckConstraint(condition=models.Q(comments_mode__in=MODES), name="outside_site_mode_known"),
            models.CheckConstraint(condition=models.Q(pages_by__in=["readers", "key"]), name="outside_site_pages_by"),
            models.CheckConstraint(
                condition=models.Q(issuer="") | ~models.Q(audience=""), name="outside_site_issuer_has_audience"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def has_origin(self, origin: str) -> bool:
        return any(one.origin == origin for one in self.origins.all())


class OutsideOrigin(models.Model):
    """Where pages of a site stand, exactly as browsers name it. One belongs to one site."""

    site = models.ForeignKey(OutsideSite, on_delete=models.PROTECT, related_name="origins")
    origin = models.CharField(_("origin"), max_length=300, unique=True)

    class Meta:
        verbose_name = _("origin elsewhere")
        verbose_name_plural = _("origins elsewhere")
        default_permissions = ()

    def __str__(self) -> str:
        return self.origin


class OutsideKey(models.Model):
    """With which a site signs. Several hold at once while one takes the other's place.

    `material` is a public key in PEM, or for HS256 a secret that both sides know.
    """

    site = models.ForeignKey(OutsideSite, on_delete=models.PROTECT, related_name="keys")
    kid = models.CharField(_("key id"), max_length=100)
    algorithm = models.CharField(_("algorithm"), max_length=8, choices=[(one.value, one.value) for one in Algorithm])
    material = models.TextField(_("key"))
    valid_from = models.DateTimeField(_("valid from"))
    valid_until = models.DateTimeField(_("valid until"), null=True)

    class Meta:
        verbose_name = _("key of a site elsewhere")
        verbose_name_plural = _("keys of sites elsewhere")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["site", "kid"], name="one_key_per_id"),
            models.CheckConstraint(
                condition=models.Q(algorithm__in=[one.value for one in Algorithm]), name="outside_key_algorithm_known"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.F("valid_from")),
                name="outside_key_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kid} ({self.algorithm})"

    def holds_at(self, now: datetime) -> bool:
        return self.valid_from <= now and (self.valid_until is None or now < self.valid_until)

    @property
    def key(self) -> Key:
        return Key(kid=self.kid, algorithm=Algorithm(self.algorithm), material=self.material)
