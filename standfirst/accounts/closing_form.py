"""The form that closes an account: what becomes of the comments, and a word that says one means it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ClosingForm(forms.Form):
    comments = forms.ChoiceField(
        label=_("What shall become of your comments?"),
        choices=[
            ("keep", _("They stay where they are, by a former reader")),
            ("remove", _("They are removed; replies of others stay")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what shall become of your comments.")},
    )
    understood = forms.BooleanField(
        label=_("I understand that this can’t be undone once the time is over."),
        error_messages={"required": _("Tick this, so that nobody closes an account by mistake.")},
    )

    def refuse_staff(self) -> None:
        self.add_error(
            None, _("You work here. An administrator takes you off the staff first; then you can close the account.")
        )
