"""The form on the page of support."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from standfirst.contributions.models import Interval
from standfirst.contributions.money import CURRENCIES, Money, TooLarge, TooSmall, check_range
from standfirst.contributions.typed_amounts import LONGEST_TYPED, AmountUnreadable, read_amount
from standfirst.stories.models import StoryPage

UNREADABLE = {
    "empty": _("Write an amount, such as 12 or 12.50."),
    "odd": _("Write the amount in digits, such as 12 or 12.50."),
    "negative": _("Write an amount without a minus sign."),
    "other-currency": _("We take %(currency)s here. Write the amount in %(currency)s."),
    "too-precise": _("Write the amount with at most %(decimals)s digits after the point."),
    "ambiguous": _("We can read this in two ways. Write 1250 for a thousand, or 1.25 for one and a quarter."),
}


class PledgeForm(forms.Form):
    """How much, how often, and where the receipt goes. After `is_valid` the amount is `cleaned_data["money"]`.

    An amount that was written counts more than one that was chosen: the page may come with a choice already made.
    """

    amount_choice = forms.ChoiceField(
        label=_("How much"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of these amounts, or write another below.")},
    )
    amount_other = forms.CharField(
        label=_("Another amount"),
        required=False,
        max_length=LONGEST_TYPED,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"max_length": _("Write the amount in digits, such as 12 or 12.50.")},
    )
    interval = forms.ChoiceField(
        label=_("How often"),
        choices=Interval.choices,
        initial=Interval.ONCE,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how often."),
            "invalid_choice": _("Choose once, every month or every year."),
        },
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("For the receipt, and nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write the address the receipt goes to."),
            "invalid": _("This is not an e-mail address. It looks like name@example.org."),
        },
    )
    name = forms.CharField(
        label=_("Your name, if you like"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    story = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, amounts: Sequence[Money], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = amounts[0].currency
        self.fields["amount_choice"].choices = [(money.plain, money.words) for money in amounts]  # type: ignore[attr-defined]
        hint = _("In %(currency)s. It counts instead of the choice above.")
        self.fields["amount_other"].help_text = hint % {"currency": self.currency}

    def clean_name(self) -> str:
        """One line, without letters that only steer the others."""
        visible = (one if unicodedata.category(one)[0] != "C" else " " for one in self.cleaned_data["name"])
        return " ".join("".join(visible).split())

    def clean_story(self) -> StoryPage | None:
        """The public story the reader came from. A wrong one is no reason to refuse money."""
        return find_story(self.cleaned_data["story"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "amount_choice" in self.errors or "amount_other" in self.errors:
            return data
        field = "amount_other" if data.get("amount_other") else "amount_choice"
        if not data.get(field):
            self.add_error("amount_choice", _("Choose an amount, or write another below."))
            return data
        try:
            data["money"] = read_amount(data[field], self.currency)
            check_range(data["money"])
        except AmountUnreadable as problem:
            decimals = CURRENCIES[self.currency].decimals
            self.add_error(field, UNREADABLE[problem.code] % {"currency": self.currency, "decimals": decimals})
        except TooSmall as problem:
            self.add_error(field, _("The smallest amount we can take is %(limit)s.") % {"limit": problem.limit.words})
        except TooLarge as problem:
            words = _("%(limit)s is the most we take here. For more, please write to us.")
            self.add_error(field, words % {"limit": problem.limit.words})
        return data


def chosen_before(query: QueryDict, amounts: Sequence[Money]) -> dict[str, str]:
    """What the address of the page of support asks for: an amount and a story. What makes no sense is left out."""
    chosen = {"interval": str(Interval.ONCE)}
    story = find_story(query.get("story", ""))
    if story is not None:
        chosen["story"] = str(story.pk)
    try:
        money = read_amount(query.get("amount", ""), amounts[0].currency)
        check_range(money)
    except (AmountUnreadable, TooSmall, TooLarge):
        return chosen
    chosen["amount_choice" if money in amounts else "amount_other"] = money.plain
    return chosen


def find_story(typed: str) -> StoryPage | None:
    """The public story with this number, or None."""
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 12):
        return None
    story: StoryPage | None = StoryPage.objects.live().filter(pk=int(typed)).first()
    return story
