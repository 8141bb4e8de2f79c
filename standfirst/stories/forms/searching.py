"""What readers fill in to search."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from standfirst.stories.days import start_of_day
from standfirst.stories.models import Contributor, SectionPage
from standfirst.stories.searching import LONGEST_SEARCH, Term, read_search

UNKNOWN = _("There is nothing of that name; choose one of the list.")


class SearchForm(forms.Form):
    """What is searched for, and what narrows it. `terms` is empty where no word was typed."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=LONGEST_SEARCH,
        help_text=_("Several words: all of them. In quotes: one after the other. With a star: harb* finds harbour."),
        error_messages={"max_length": _("That is too long to search for. A few words find more.")},
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "enterkeyhint": "search"}),
    )
    section = forms.ModelChoiceField(
        label=_("Section"),
        required=False,
        queryset=SectionPage.objects.live(),
        to_field_name="slug",
        empty_label=_("All sections"),
        error_messages={"invalid_choice": UNKNOWN},
    )
    contributor = forms.ModelChoiceField(
        label=_("By"),
        required=False,
        queryset=Contributor.objects.all(),
        to_field_name="slug",
        empty_label=_("Anybody"),
        error_messages={"invalid_choice": UNKNOWN},
    )
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("", _("Newest first")), ("headlines", _("Headlines first"))],
        error_messages={"invalid_choice": UNKNOWN},
    )
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        return read_search(self.cleaned_data["q"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("since") and cleaned.get("until") and cleaned["since"] > cleaned["until"]:
            self.add_error("until", _("The last day lies before the first."))
        if cleaned.get("q") and not read_search(cleaned["q"]):
            self.add_error("q", _("There is no word in it to search for."))
        return cleaned

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.fields if name != "q")

    def narrowed_by(self) -> dict[str, Any]:
        """For `find_stories`; the days as moments in the newsroom's time zone."""
        since, until = self.cleaned_data["since"], self.cleaned_data["until"]
        return {
            "section": self.cleaned_data["section"],
            "contributor": self.cleaned_data["contributor"],
            "since": start_of_day(since) if since else None,
            "until": start_of_day(until, days_later=1) if until else None,
            "headlines_first": self.cleaned_data["order"] == "headlines",
        }

    def other_page(self) -> str:
        """The address of another page of the same search, but for the page's number."""
        told = {name: self.data[name] for name in self.fields if self.data.get(name)}
        return "?" + urlencode({**told, "page": ""})
