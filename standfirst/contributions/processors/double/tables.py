"""The double's own memory: its checkouts, and what it has to tell about them."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.contributions.money import CURRENCIES, Money


def new_token() -> str:
    """Not to be guessed: who knows a checkout's address may press its buttons."""
    return secrets.token_urlsafe(18)


class DoubleSession(models.Model):
    """One checkout. `reference` is the shop's own, so that the same order is started once."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        PAID = "paid", _("Paid")
        CANCELLED = "cancelled", _("Cancelled")

    token = models.CharField(max_length=40, unique=True, default=new_token)
    reference = models.CharField(max_length=40, unique=True)
    amount_minor = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    interval = models.CharField(max_length=10)
    email = models.EmailField()
    return_url = models.URLField(max_length=500)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("checkout of the double")
        verbose_name_plural = _("checkouts of the double")
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="double_amount_positive"),
            models.CheckConstraint(condition=models.Q(currency__in=sorted(CURRENCIES)), name="double_currency_known"),
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "paid", "cancelled"]), name="double_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"checkout {self.reference}"

    @property
    def money(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def payment_id(self) -> str:
        """One per checkout, however many cards are tried."""
        return f"pay_{self.token}"


class SaidQuerySet(models.QuerySet["Said"]):
    def undelivered(self, *, before: datetime) -> SaidQuerySet:
        """What was said earlier than `before` and has not been taken, oldest first."""
        return self.filter(delivered_at=None, said_at__lt=before).order_by("id")


class Said(models.Model):
    """One event the double tells, exactly as it goes over the wire; signed anew each time it is delivered."""

    session = models.ForeignKey(DoubleSession, on_delete=models.CASCADE, related_name="said")
    body = models.TextField()
    said_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)

    objects = SaidQuerySet.as_manager()

    class Meta:
        db_table = "contributions_doublesaid"
        verbose_name = _("event of the double")
        verbose_name_plural = _("events of the double")

    def __str__(self) -> str:
        return f"event {self.pk} of {self.session_id}"
