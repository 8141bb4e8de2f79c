"""The sign-in form: one field, the e-mail address, for old readers and new ones."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import RequestLoginCodeForm
from django import forms
from django.utils.translation import gettext_lazy as _

from standfirst.accounts.actions.notifying import wish_of
from standfirst.accounts.actions.people import NameRefused, choose_name, open_account
from standfirst.accounts.kinds import When, all_kinds
from standfirst.accounts.models import DISPLAY_NAME_LENGTH, User

NAME_REFUSALS = {
    "empty": _("Choose the name that will stand by your comments."),
    "long": _("That name is too long; up to 60 characters."),
    "odd": _("Use letters, digits, spaces, hyphens, dots or apostrophes."),
    "taken": _("Somebody here has that name already. Choose another."),
}


class SignInForm(RequestLoginCodeForm):
    """Asks for a code by e-mail. A new address gets an account, without name or proof until the code is entered."""

    _user: User | None

    def clean_email(self) -> str:
        email: str = super().clean_email()
        if email and self._user is None:
            self._user = open_account(email=email)
        return email


class NameForm(forms.Form):
    """Choosing the name that stands by one's comments."""

    display_name = forms.CharField(label=_("Your name by your comments"), max_length=DISPLAY_NAME_LENGTH)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_display_name(self) -> str:
        name: str = self.cleaned_data["display_name"]
        try:
            choose_name(user=self.user, name=name)
        except NameRefused as refusal:
            raise forms.ValidationError(NAME_REFUSALS[refusal.code], code=refusal.code) from refusal
        return name


class LettersForm(forms.Form):
    """When letters of each kind come; a field for each kind that leaves a choice."""

    def __init__(self, *args: Any, reader_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in all_kinds():
            if kind.choices:
                self.fields[kind.name] = forms.ChoiceField(
                    label=kind.label,
                    choices=[(when.value, when.label) for when in kind.choices],
                    initial=wish_of(reader_id=reader_id, kind=kind).value,
                    widget=forms.RadioSelect,
                )

    def wishes(self) -> list[tuple[str, When]]:
        """Kind and wish, of a valid form, as far as something was changed."""
        return [(name, When(self.cleaned_data[name])) for name in self.changed_data]
