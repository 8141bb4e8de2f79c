"""Forms of the stories desk."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WithdrawForm(forms.Form):
    """Why a story is taken back; readers who come to its address see these words."""

    reason = forms.CharField(
        label=_("Why it is withdrawn"),
        help_text=_("Readers see these words at the story's address. One or two plain sentences."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why. A story that vanishes without a word makes readers wonder.")},
    )
