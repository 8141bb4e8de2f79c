"""What editors fill in to take a story back, to hold it back, and to correct it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput


class WithdrawForm(forms.Form):
    """Why a story is taken back; readers who come to its address see these words."""

    reason = forms.CharField(
        label=_("Why it is withdrawn"),
        help_text=_("Readers see these words at the story's address. One or two plain sentences."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why. A story that vanishes without a word makes readers wonder.")},
    )


class EmbargoForm(forms.Form):
    """Until when a story may not be public, and why."""

    embargoed_until = forms.DateTimeField(
        label=_("Embargoed until"),
        widget=AdminDateTimeInput(),
        error_messages={"required": _("Say until when."), "invalid": _("Write it as 2026-03-01 18:00.")},
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("For the desk and the record: whose embargo it is, and what was agreed."),
        max_length=300,
        error_messages={"required": _("Say why. Whoever is on duty then has to know.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Agencies write their embargoes in their own time; whoever types one must see whose is meant here.
        self.fields["embargoed_until"].help_text = _(
            "In the time of %(zone)s, as this desk shows it: 2026-03-01 18:00."
        ) % {"zone": timezone.get_current_timezone()}


class LiftForm(forms.Form):
    """Why an embargo ends before its minute."""

    reason = forms.CharField(
        label=_("Why it is lifted"),
        max_length=300,
        error_messages={"required": _("Say why. It goes into the record.")},
    )


class ChangeForm(forms.Form):
    """What a correction of the live text is, and what readers are told of it."""

    change = forms.ChoiceField(
        label=_("What it is"),
        choices=[
            ("correction", _("A correction: something was wrong")),
            ("clarification", _("A clarification: something could be misread")),
            ("update", _("An update: it says something new")),
            ("typo", _("A typo: nothing that readers need to know of")),
        ],
        initial="correction",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("What was wrong and what is right"),
        help_text=_("Readers see these words under the standfirst, for a correction or a clarification."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or {}
        if cleaned.get("change") in ("correction", "clarification") and not cleaned.get("note"):
            self.add_error("note", _("Tell readers what was wrong and what is right."))
        return cleaned
