"""Fields of the editor that Wagtail has no fitting ones for."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.widgets import AdminAutoHeightTextInput

from standfirst.accounts.lookalikes import skeleton
from standfirst.accounts.models import User


class HeadlineInput(AdminAutoHeightTextInput):
    """A headline of as many lines as it needs on the screen; in the paper it is one line of text."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        value = super().value_from_datadict(data, files, name)
        return value if value is None else " ".join(str(value).split())


class AccountByName(forms.TextInput):
    """Somebody's account, by the name that stands by their comments. No two names look alike, so it is one person's.

    What is nobody's name is sent on as it was typed, and the field refuses it.
    """

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, int) or str(value or "").isdigit():
            person = User.objects.filter(pk=int(value)).first()
            return person.display_name if person else ""
        return None if value is None else str(value)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed = super().value_from_datadict(data, files, name)
        look = skeleton(str(typed or ""))
        found = User.objects.filter(name_skeleton=look).values_list("pk", flat=True).first() if look else None
        return typed if found is None else found
