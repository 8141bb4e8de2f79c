"""What is filled in at the desk beside the editor: a correction asked for, a manuscript to paste."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class CorrectionRequestForm(forms.Form):
    """What somebody at the desk says is wrong in a story."""

    words = forms.CharField(
        label=_("What is wrong, and what is right"),
        help_text=_("For the desk; readers don't see it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what is wrong. Nobody can correct what nobody has named.")},
    )


class ManuscriptForm(forms.Form):
    """A pasted text: as HTML where a script took it from the clipboard, else as plain words."""

    rich = forms.CharField(required=False, max_length=5_000_000, widget=forms.HiddenInput, strip=False)
    words = forms.CharField(
        label=_("The manuscript"),
        required=False,
        max_length=1_000_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("An empty line ends a paragraph."),
    )
