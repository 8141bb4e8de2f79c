"""The books: processors' events as they came, the facts read from them, and the ledger of transfers."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.contributions.bookkeeping import Account
from standfirst.contributions.money import CURRENCIES, Money
from standfirst.contributions.pledges import Book, Pledge

# Plain words, so that migrations don't depend on where Account is defined.
ACCOUNTS = [
    (Account.INCOME.value, _("Contributions of readers")),
    (Account.PROCESSOR.value, _("At the processor")),
    (Account.FEES.value, _("Processor's fees")),
]
ACCOUNT_NAMES = [name for name, _label in ACCOUNTS]


class ProcessorEventQuerySet(models.QuerySet["ProcessorEvent"]):
    def waiting(self) -> ProcessorEventQuerySet:
        """Stored and not yet in the books: just come, or parked with an error."""
        return self.filter(applied_at=None)

    def due(self, *, now: datetime) -> ProcessorEventQuerySet:
        """What waits and is to be tried (again), oldest first."""
        return self.waiting().filter(next_try_at__lte=now).order_by("id")


class ProcessorEvent(models.Model):
    """One event as a processor sent it, byte for byte. Only the marks of its application may change."""

    processor = models.CharField(_("processor"), max_length=20)
    account = models.CharField(_("account"), max_length=120)
    event_id = models.CharField(_("event"), max_length=120)
    book = models.CharField(_("book"), max_length=4, choices=Book.choices)
    kind = models.CharField(_("kind"), max_length=120)
    body = models.BinaryField(_("body"))
    received_at = models.DateTimeField(_("received"))
    applied_at = models.DateTimeField(_("applied"), null=True)
    error = models.TextField(_("error"), blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next try at"))

    objects = ProcessorEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("processor's event")
        verbose_name_plural = _("processors' events")
        constraints = [
            models.UniqueConstraint(fields=["processor", "account", "event_id"], name="processor_event_once"),
            models.CheckConstraint(condition=models.Q(book__in=["live", "demo"]), name="event_book_known"),
            models.CheckConstraint(
                condition=~models.Q(processor="double") | models.Q(book="demo"), name="event_double_is_demo"
            ),
            models.CheckConstraint(
                condition=models.Q(applied_at=None) | models.Q(error=""), name="applied_event_has_no_error"
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at"], condition=models.Q(applied_at=None), name="events_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.processor} {self.event_id}"


class ProcessorObject(models.Model):
    """Something a processor keeps: a payment, a checkout, a subscription. Its row is locked while its facts change."""

    processor = models.CharField(_("processor"), max_length=20)
    book = models.CharField(_("book"), max_length=4, choices=Book.choices)
    kind = models.CharField(_("kind"), max_length=20)
    object_id = models.CharField(_("the processor's name for it"), max_length=120)
    pledge = models.ForeignKey(Pledge, null=True, on_delete=models.PROTECT, related_name="processor_objects")

    class Meta:
        verbose_name = _("processor's object")
        verbose_name_plural = _("processors' objects")
        constraints = [
            models.UniqueConstraint(fields=["processor", "book", "kind", "object_id"], name="processor_object_once"),
            models.CheckConstraint(condition=models.Q(book__in=["live", "demo"]), name="object_book_known"),
            models.CheckConstraint(
                condition=~models.Q(processor="double") | models.Q(book="demo"), name="object_double_is_demo"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class Fact(models.Model):
    """One thing known about a processor's object; a weightier claim may replace it, a lighter one never does."""

    about = models.ForeignKey(ProcessorObject, on_delete=models.PROTECT, related_name="facts")
    name = models.CharField(_("name"), max_length=40)
    value = models.JSONField(_("value"))
    rank = models.PositiveSmallIntegerField(_("rank"))

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        constraints = [models.UniqueConstraint(fields=["about", "name"], name="one_fact_of_a_name")]

    def __str__(self) -> str:
        return f"{self.name} of {self.about_id}"


class Transfer(models.Model):
    """One line of the ledger: so many minor units went from one account to another. Never changed, never deleted.

    `cause` is a natural key, such as `double:demo:payment:pay_x1:settled`: what happened once is written once.
    `occurred_at` is when the processor moved the money, `written_at` when we learned of it.
    """

    cause = models.CharField(_("cause"), max_length=200, unique=True)
    book = models.CharField(_("book"), max_length=4, choices=Book.choices)
    from_account = models.CharField(_("from"), max_length=12, choices=ACCOUNTS)
    to_account = models.CharField(_("to"), max_length=12, choices=ACCOUNTS)
    amount_minor = models.PositiveBigIntegerField(_("amount in minor units"))
    currency = models.CharField(_("currency"), max_length=3)
    pledge = models.ForeignKey(Pledge, null=True, on_delete=models.PROTECT, related_name="transfers")
    occurred_at = models.DateTimeField(_("occurred"))
    written_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("ledger")
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="transfer_amount_positive"),
            models.CheckConstraint(
                condition=~models.Q(from_account=models.F("to_account")), name="transfer_between_two_accounts"
            ),
            models.CheckConstraint(
                condition=models.Q(from_account__in=ACCOUNT_NAMES, to_account__in=ACCOUNT_NAMES),
                name="transfer_accounts_known",
            ),
            models.CheckConstraint(condition=models.Q(currency__in=sorted(CURRENCIES)), name="transfer_currency_known"),
            models.CheckConstraint(condition=models.Q(book__in=["live", "demo"]), name="transfer_book_known"),
            models.CheckConstraint(
                condition=~models.Q(cause__startswith="double:") | models.Q(book="demo"),
                name="transfer_double_is_demo",
            ),
        ]
        indexes = [models.Index(fields=["book", "currency", "occurred_at"], name="ledger_by_day")]

    def __str__(self) -> str:
        return self.cause

    @property
    def money(self) -> Money:
        return Money(self.amount_minor, self.currency)
