"""The sign-in form: one field, the e-mail address, for old readers and new ones. And what readers say of themselves."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import RequestLoginCodeForm
from allauth.socialaccount.forms import DisconnectForm
from django import forms
from django.utils.translation import gettext_lazy as _

from standfirst import clock
from standfirst.accounts.actions.names import NameRefused, choose_name
from standfirst.accounts.actions.notifying import wish_of
from standfirst.accounts.actions.people import open_account
from standfirst.accounts.actions.portraits import give_portrait, remove_portraits
from standfirst.accounts.actions.profiles import describe
from standfirst.accounts.kinds import When, all_kinds
from standfirst.accounts.models import ABOUT_LENGTH, DISPLAY_NAME_LENGTH, User
from standfirst.accounts.portraits import MOST_BYTES, PictureRefused, Refusal

NAME_REFUSALS = {
    "empty": _("Choose the name that will stand by your comments."),
    "long": _("That name is too long; up to 60 characters."),
    "odd": _("Use letters, digits, spaces, hyphens, dots or apostrophes."),
    "mixed": _("That name mixes letters of different alphabets. Write it in one of them."),
    "reserved": _("That name would speak for the paper. Choose another."),
    "taken": _("Somebody here has that name already, or one that looks like it. Choose another."),
    "soon": _("A name can be changed once in 30 days, so that readers know whom they talk to."),
}


PICTURE_REFUSALS = {
    Refusal.UNREADABLE: _("This file can’t be read as a picture. Save it as JPEG, PNG or WebP and try again."),
    Refusal.TORN: _("This file ends before its picture does. Fetch it again from where it came."),
    Refusal.TOO_HEAVY: _("This file is larger than 5 MB. Make it smaller and try again."),
    Refusal.TOO_LARGE: _("This picture has more than 40 million pixels. Make it smaller and try again."),
}


class SignInForm(RequestLoginCodeForm):
    """Asks for a code by e-mail. A new address gets an account, without name or proof until the code is entered."""

    _user: User | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].widget.attrs.pop("placeholder", None)

    def clean_email(self) -> str:
        email: str = super().clean_email()
        if email and self._user is None:
            self._user = open_account(email=email)
        return email


class LeaveServiceForm(DisconnectForm):
    """Disconnecting another service. A code by e-mail is always a way in, so no password is asked for."""

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        return given


class NameForm(forms.Form):
    """Choosing the name that stands by one's comments."""

    display_name = forms.CharField(label=_("Your name by your comments"), max_length=DISPLAY_NAME_LENGTH)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_display_name(self) -> str:
        name: str = self.cleaned_data["display_name"]
        try:
            choose_name(user=self.user, name=name, now=clock.now())
        except NameRefused as refusal:
            raise forms.ValidationError(NAME_REFUSALS[refusal.code], code=refusal.code) from refusal
        return name


class ProfileForm(forms.Form):
    """Name, about, picture, badge: whatever is valid is kept, also where something else needs another look."""

    display_name = forms.CharField(
        label=_("Name"),
        help_text=_("A name can be changed once in 30 days. Moderators see the names you had before."),
        max_length=DISPLAY_NAME_LENGTH,
    )
    about = forms.CharField(
        label=_("About you"),
        help_text=_("Up to 300 letters of plain text, for everyone who reads your comments. May be empty."),
        max_length=ABOUT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    picture = forms.FileField(
        label=_("A new picture"),
        help_text=_(
            "JPEG, PNG, WebP, AVIF or GIF, up to 5 MB. It is cut to a square; others see it once we have looked at it."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif,image/gif"}),
    )
    no_picture = forms.BooleanField(label=_("Show no picture of me"), required=False)
    shows_support = forms.BooleanField(label=_("Show that I support the paper"), required=False)

    def __init__(self, data: Any = None, files: Any = None, *, user: User) -> None:
        kept = {"display_name": user.display_name, "about": user.about, "shows_support": user.shows_support}
        super().__init__(data, files, initial=kept)
        self.user = user
        if user.supporter_until is None:
            del self.fields["shows_support"]
        if not user.portraits.filter(state__in=["waiting", "approved"]).exists():
            del self.fields["no_picture"]

    def keep(self) -> bool:
        """Keep what was filled in; False, with words at the fields, where something was refused."""
        given = self.cleaned_data
        describe(
            user=self.user, about=given["about"], shows_support=given.get("shows_support", self.user.shows_support)
        )
        if given.get("no_picture"):
            remove_portraits(user_id=self.user.pk)
        try:
            choose_name(user=self.user, name=given["display_name"], now=clock.now())
        except NameRefused as refusal:
            self.add_error("display_name", NAME_REFUSALS[refusal.code])
        if given["picture"] is not None:
            try:
                give_portrait(user=self.user, data=given["picture"].read(MOST_BYTES + 1), now=clock.now())
            except PictureRefused as refused:
                self.add_error("picture", PICTURE_REFUSALS[refused.refusal])
        return not self.errors


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
