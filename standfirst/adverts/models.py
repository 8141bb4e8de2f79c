"""Advertisers, what they show, where, and when. Nothing here knows anything about a reader."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.adverts.selection import Booking


def check_destination(address: str) -> None:
    """An address on the web, or a path of the paper's own. Raises ValidationError."""
    words = _("Write a web address that begins with https://, or a path of this site such as /support/.")
    if not re.fullmatch(r"[!-~]+", address) or "\\" in address:
        raise ValidationError(words)
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise ValidationError(words) from error
    is_own = not parts.scheme and not parts.netloc and address.startswith("/") and not address.startswith("//")
    is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    if not (is_own or is_web):
        raise ValidationError(words)


class Advertiser(models.Model):
    """Somebody who advertises; the house itself counts as one."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    is_house = models.BooleanField(
        _("the paper itself"), default=False, help_text=_("Its adverts fill what is not sold.")
    )

    class Meta:
        verbose_name = _("advertiser")
        verbose_name_plural = _("advertisers")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Creative(models.Model):
    """What stands in the slot: words, or a picture that says them. `destination` is where a click leads."""

    advertiser = models.ForeignKey(
        Advertiser, verbose_name=_("advertiser"), on_delete=models.PROTECT, related_name="creatives"
    )
    headline = models.CharField(_("headline"), max_length=80)
    text = models.CharField(_("text"), max_length=160, blank=True)
    button = models.CharField(_("words of the link"), max_length=40, blank=True)
    destination = models.CharField(_("destination"), max_length=500, validators=[check_destination])
    picture = models.ForeignKey(
        "stories.Picture", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    alternative = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("The picture in words."),
    )

    class Meta:
        verbose_name = _("creative")
        verbose_name_plural = _("creatives")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(picture=None) | ~models.Q(alternative=""),
                name="advert_picture_has_alternative",
                violation_error_message=_("A picture needs an alternative text."),
            ),
            models.CheckConstraint(
                condition=models.Q(destination__startswith="https://")
                | models.Q(destination__startswith="http://")
                | (models.Q(destination__startswith="/") & ~models.Q(destination__startswith="//")),
                name="advert_destination_is_an_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.headline} ({self.advertiser})"


class Slot(models.Model):
    """A place in the page that keeps its room. Its label tells readers what stands there; without one it stays away."""

    class Height(models.TextChoices):
        """The stylesheet knows these by name, since pages carry no inline style."""

        LOW = "low", _("Low, for a line or a banner")
        TALL = "tall", _("Tall, for a rectangle")

    name = models.SlugField(_("name"), max_length=40, unique=True, help_text=_("As templates call it, such as top."))
    label = models.CharField(
        _("label"), max_length=60, blank=True, help_text=_("Stands over the advert. Empty: the slot is not shown.")
    )
    reserved_height = models.CharField(_("reserved height"), max_length=8, choices=Height.choices, default=Height.LOW)

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(reserved_height__in=["low", "tall"]), name="slot_height_known")
        ]

    def __str__(self) -> str:
        return self.name


class FlightQuerySet(models.QuerySet["Flight"]):
    def booked(self, *, slot: str, now: datetime) -> FlightQuerySet:
        """What runs or will run in a slot that has its label, with all that is shown of it."""
        return (
            self.filter(models.Q(ends_at=None) | models.Q(ends_at__gt=now), slot__name=slot)
            .exclude(slot__label="")
            .select_related("slot", "creative__advertiser", "creative__picture")
            .order_by("pk")
        )


class Flight(models.Model):
    """A creative in a slot for a time."""

    creative = models.ForeignKey(Creative, verbose_name=_("creative"), on_delete=models.PROTECT, related_name="flights")
    slot = models.ForeignKey(Slot, verbose_name=_("slot"), on_delete=models.PROTECT, related_name="flights")
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True, help_text=_("Empty: until somebody ends it."))

    objects = FlightQuerySet.as_manager()

    class Meta:
        verbose_name = _("flight")
        verbose_name_plural = _("flights")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
                name="flight_ends_after_it_starts",
                violation_error_message=_("The flight ends before it starts."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.creative} in {self.slot}"

    @property
    def booking(self) -> Booking:
        """The flight as selection sees it."""
        return Booking(self.pk, self.creative.advertiser.is_house, self.starts_at, self.ends_at)
