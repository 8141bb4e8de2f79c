"""Wagtail's screens for people, for people who have one name: no first and last name, but a display name."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, NameEmailSettingsPanel
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet

from standfirst import clock
from standfirst.accounts.actions.names import NameRefused, clean_name, note_rename
from standfirst.accounts.forms import NAME_REFUSALS
from standfirst.accounts.lookalikes import skeleton
from standfirst.accounts.models import User

FIELDS = ["email", "display_name", "is_staff", "is_superuser", "groups"]
CHECKBOXES = {"groups": forms.CheckboxSelectMultiple}


class CheckedName:
    """The name of somebody at the paper is checked as readers' are, but may speak for the paper."""

    def clean_display_name(self) -> str:
        name: str = self.cleaned_data["display_name"]  # type: ignore[attr-defined]  # mixed into forms
        person: User = self.instance  # type: ignore[attr-defined]
        if not name or name == person.display_name:
            return name
        try:
            cleaned = clean_name(name=name, for_staff=True)
        except NameRefused as refusal:
            raise forms.ValidationError(NAME_REFUSALS[refusal.code], code=refusal.code) from refusal
        if User.objects.filter(name_skeleton=skeleton(cleaned)).exclude(pk=person.pk).exists():
            raise forms.ValidationError(NAME_REFUSALS["taken"], code="taken")
        return cleaned


class PersonCreationForm(CheckedName, UserCreationForm):
    """A new member of staff. The address is proven by a code at the first sign-in."""

    first_name = None
    last_name = None

    class Meta:
        model = User
        fields = FIELDS
        widgets = CHECKBOXES


class PersonEditForm(CheckedName, UserEditForm):
    first_name = None
    last_name = None

    class Meta:
        model = User
        fields = [*FIELDS, "is_active"]
        widgets = CHECKBOXES

    def save(self, commit: bool = True) -> User:
        before = self.initial.get("display_name", "")
        person: User = super().save(commit)
        note_rename(person=person, before=before, now=clock.now())
        return person


class PeopleViewSet(UserViewSet):
    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm[User]]:
        return PersonEditForm if for_update else PersonCreationForm


class OwnAccountView(AccountView):
    """One's own settings at the desk; name and address are changed on the reader's page."""

    def get_panels(self) -> list[Any]:
        return [panel for panel in super().get_panels() if not isinstance(panel, NameEmailSettingsPanel)]


own_account = require_admin_access(OwnAccountView.as_view())
