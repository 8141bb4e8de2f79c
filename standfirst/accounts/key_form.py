"""The form by which a reader makes a key of their own."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from standfirst.accounts.models import KEY_NAME_LENGTH, Scope

REFUSALS = {
    "name": _("You have a key of that name. Choose another, or withdraw the first."),
    "many": _("You have ten keys. Withdraw one that you no longer need."),
}


class KeyForm(forms.Form):
    name = forms.CharField(
        label=_("What is it for?"),
        help_text=_("A name by which you know it again, such as the program that uses it."),
        max_length=KEY_NAME_LENGTH,
        error_messages={"required": _("Give the key a name.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        choices=Scope.choices,
        initial=Scope.values,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    days = forms.TypedChoiceField(
        label=_("How long does it hold?"),
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("A year"))],
        coerce=int,
        initial=90,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how long the key holds.")},
    )

    @property
    def lifetime(self) -> timedelta:
        return timedelta(days=self.cleaned_data["days"])

    def refuse(self, code: str) -> None:
        self.add_error("name" if code == "name" else None, REFUSALS[code])
