"""The form of an endpoint, and its refusals in words."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from standfirst.comments.webhooks.sending import LONGEST_ADDRESS, BadAddress, manners_for
from standfirst.comments.webhooks.tables import Kind


class EndpointForm(forms.Form):
    """What an administrator says about an endpoint."""

    description = forms.CharField(
        label=_("Whose system this is, and what for"), max_length=200, strip=True, help_text=_("For your colleagues.")
    )
    address = forms.CharField(
        label=_("Address"),
        max_length=LONGEST_ADDRESS,
        help_text=_("An https address on the open network, such as https://hooks.example/standfirst."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("What it is told"), choices=Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    is_active = forms.BooleanField(
        label=_("Active"), required=False, initial=True, help_text=_("Switched off, it is told nothing new.")
    )

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        try:
            manners_for(address, this_machine=settings.WEBHOOKS_TO_THIS_MACHINE)
        except BadAddress as error:
            words = _("Only https addresses with a name, on the usual port, are told anything.")
            raise forms.ValidationError(words) from error
        return address
