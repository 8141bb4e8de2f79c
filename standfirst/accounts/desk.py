"""Wagtail's screens for people, for people who have one name: no first and last name, but a display name."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, NameEmailSettingsPanel
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet

from standfirst.accounts.models import User

FIELDS = ["email", "display_name", "is_staff", "is_superuser", "groups"]
CHECKBOXES = {"groups": forms.CheckboxSelectMultiple}


class PersonCreationForm(UserCreationForm):
    """A new member of staff. The address is proven by a code at the first sign-in."""

    first_name = None
    last_name = None

    class Meta:
        model = User
        fields = FIELDS
        widgets = CHECKBOXES


class PersonEditForm(UserEditForm):
    first_name = None
    last_name = None

    class Meta:
        model = User
        fields = [*FIELDS, "is_active"]
        widgets = CHECKBOXES


class PeopleViewSet(UserViewSet):
    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm[User]]:
        return PersonEditForm if for_update else PersonCreationForm


class OwnAccountView(AccountView):
    """One's own settings at the desk; name and address are changed on the reader's page."""

    def get_panels(self) -> list[Any]:
        return [panel for panel in super().get_panels() if not isinstance(panel, NameEmailSettingsPanel)]


own_account = require_admin_access(OwnAccountView.as_view())
