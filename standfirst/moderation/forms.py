"""The report form of readers, and the decision form of moderators."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from standfirst.moderation.actions.reports import LONGEST_WORDS
from standfirst.moderation.models import Decision, HouseRule, Report


class ReportForm(forms.Form):
    """Why a comment should be looked at. An address is asked for only of those who are not signed in."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=Report.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick the reason that fits best.")},
    )
    words = forms.CharField(
        label=_("In your words"),
        help_text=_("A sentence or two. The moderator reads them beside the comment."),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say in a few words what is wrong.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address, if you want to hear the outcome"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if signed_in:
            del self.fields["email"]


class DecisionForm(forms.Form):
    """What a moderator decides. A removal needs a rule and a statement of reasons, which the author is sent."""

    outcome = forms.ChoiceField(choices=Decision.Outcome.choices)
    revision = forms.IntegerField(widget=forms.HiddenInput)
    rule = forms.ModelChoiceField(queryset=HouseRule.objects.none(), required=False, label=_("House rule"))
    statement_of_reasons = forms.CharField(
        label=_("Statement of reasons"),
        help_text=_("The author gets these words, and so do those who reported the comment."),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, rules: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule_field: Any = self.fields["rule"]
        rule_field.queryset = rules

    def clean(self) -> dict[str, Any] | None:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("outcome") == Decision.Outcome.REMOVE:
            if not cleaned.get("rule"):
                self.add_error("rule", _("Name the house rule that the comment breaks."))
            if not (cleaned.get("statement_of_reasons") or "").strip():
                self.add_error("statement_of_reasons", _("Say why, in words the author can understand."))
        return cleaned
