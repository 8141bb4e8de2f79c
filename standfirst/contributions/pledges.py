"""The ask, and what readers answer: pledges."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.contributions.money import CURRENCIES, AmountOutOfRange, Money, check_range
from standfirst.contributions.typed_amounts import AmountUnreadable, read_amount
from standfirst.prepared import Prepared

CURRENCY_CHOICES = [(code, code) for code in CURRENCIES]
MOST_AMOUNTS = 6
# No vowels and no look-alikes: a reference can be read over the telephone and never spells a word.
REFERENCE_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"


def new_reference() -> str:
    """Sixteen random letters, about 76 bits: who has the address of a pledge sees its amount and address."""
    return "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(16))


class Interval(models.TextChoices):
    """How often."""

    ONCE = "once", _("Once")
    MONTHLY = "monthly", _("Every month")
    YEARLY = "yearly", _("Every year")


class Book(models.TextChoices):
    """Live money and a demonstration's never stand in the same book."""

    LIVE = "live", _("Live")
    DEMO = "demo", _("Demonstration")


class AskQuerySet(models.QuerySet["Ask"]):
    def in_force(self) -> Ask | None:
        """The one that pages carry now."""
        return IN_FORCE.first()


class Ask(models.Model):
    """A letter from the paper that asks for support. At most one is active."""

    heading = models.CharField(_("heading"), max_length=120)
    words = models.TextField(_("words"), max_length=600, help_text=_("A few sentences with reasons."))
    signature = models.CharField(_("signature"), max_length=80, blank=True, help_text=_("Who writes, as in a letter."))
    button = models.CharField(_("button"), max_length=40, blank=True, help_text=_("Empty: Support us."))
    currency = models.CharField(_("currency"), max_length=3, choices=CURRENCY_CHOICES, default="EUR")
    amounts = models.CharField(
        _("amounts"), max_length=80, help_text=_("Up to six suggestions with a space between, such as: 5 10 25 50")
    )
    active = models.BooleanField(_("active"), default=False, help_text=_("Stands on the pages."))

    objects = AskQuerySet.as_manager()

    class Meta:
        verbose_name = _("ask for support")
        verbose_name_plural = _("asks for support")
        constraints = [
            models.UniqueConstraint(
                fields=["active"],
                condition=models.Q(active=True),
                name="one_active_ask",
                violation_error_message=_("Another ask is active. Switch that one off first."),
            ),
            models.CheckConstraint(condition=models.Q(currency__in=sorted(CURRENCIES)), name="ask_currency_known"),
        ]

    def __str__(self) -> str:
        return self.heading

    def clean(self) -> None:
        try:
            suggestions = self.suggestions()
        except (AmountUnreadable, AmountOutOfRange) as error:
            raise ValidationError({"amounts": _("Write numbers with a space between, such as: 5 10 25 50")}) from error
        if not 1 <= len(suggestions) <= MOST_AMOUNTS:
            raise ValidationError({"amounts": _("Suggest between one and six amounts.")})

    def suggestions(self) -> list[Money]:
        """The suggested amounts, smallest first. Raises AmountUnreadable, AmountOutOfRange."""
        if "," in self.amounts:
            # "5,10" would be one amount, where two were meant.
            raise AmountUnreadable("ambiguous")
        amounts = {read_amount(word, self.currency) for word in self.amounts.split()}
        for amount in amounts:
            check_range(amount)
        return sorted(amounts, key=lambda money: money.minor)


IN_FORCE: Prepared[Ask] = Prepared(lambda: Ask.objects.filter(active=True).order_by("pk")[:1])


class Pledge(models.Model):
    """What a reader agreed to give, written before the processor is called. Whether it was paid, the books say.

    `reference` is what the processor knows it by, and what starting it twice is recognised by.
    """

    reference = models.CharField(_("reference"), max_length=20, unique=True, default=new_reference, editable=False)
    book = models.CharField(_("book"), max_length=4, choices=Book.choices)
    processor = models.CharField(_("processor"), max_length=20)
    amount_minor = models.PositiveBigIntegerField(_("amount in minor units"))
    currency = models.CharField(_("currency"), max_length=3)
    interval = models.CharField(_("how often"), max_length=10, choices=Interval.choices)
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=100, blank=True)
    # Where the reader came from. A deleted story takes nothing from the books.
    story = models.ForeignKey("stories.StoryPage", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(_("made"))
    # Set when the reader's account was closed: when the law no longer has us know who paid.
    forget_payer_at = models.DateTimeField(_("name and address kept until"), null=True, editable=False)

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="pledge_amount_positive"),
            models.CheckConstraint(condition=models.Q(currency__in=sorted(CURRENCIES)), name="pledge_currency_known"),
            models.CheckConstraint(condition=models.Q(book__in=["live", "demo"]), name="pledge_book_known"),
            models.CheckConstraint(
                condition=models.Q(interval__in=["once", "monthly", "yearly"]), name="pledge_interval_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(processor="double") | models.Q(book="demo"), name="pledge_double_is_demo"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def money(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def interval_words(self) -> Any:
        """`once`, `every month`: as in the middle of a sentence."""
        return INTERVAL_WORDS[Interval(self.interval)]


INTERVAL_WORDS = {Interval.ONCE: _("once"), Interval.MONTHLY: _("every month"), Interval.YEARLY: _("every year")}
