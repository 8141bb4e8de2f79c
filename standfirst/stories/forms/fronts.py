"""What editors fill in to change a front: where a story stands and for how long, what a container is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from standfirst.stories.actions.containers import ContainerPlan
from standfirst.stories.containers import Container
from standfirst.stories.days import midnight_after, seven_tomorrow
from standfirst.stories.fronts import Fill, Kind
from standfirst.stories.models import SectionPage

UNTIL = (
    ("hour", _("For an hour")),
    ("midnight", _("Until midnight")),
    ("seven", _("Until tomorrow, 07:00")),
    ("open", _("Until it is taken away")),
    ("own", _("Until the time below")),
)
DRAWN_FROM = {Fill.SECTIONS: "sections", Fill.TOPICS: "topics", Fill.CONTRIBUTORS: "contributors"}


def moment_field(label: Any, **more: Any) -> forms.DateTimeField:
    """A moment as the browser's own field gives it, in the time zone of whoever fills it in."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    errors = {"invalid": _("Give day and time as in 2026-11-26T07:00.")}
    return forms.DateTimeField(label=label, widget=widget, error_messages=errors, **more)


class StoryForm(forms.Form):
    """One thing done to one story. `do`: "unpin"; "place:4:0", container and place of a neighbour; "pin"."""

    do = forms.RegexField(r"^(unpin|pin|place:[0-9]{1,9}:[0-9]{1,2})$")
    seen = forms.IntegerField(min_value=0)
    to = forms.RegexField(r"^[0-9]{1,9}:[0-9]{1,2}$", required=False)
    until = forms.ChoiceField(choices=UNTIL, required=False)
    until_own = moment_field(_("Until"), required=False)
    begins_at = moment_field(_("From"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("do") == "pin" and not cleaned.get("to"):
            self.add_error("to", _("Say where on the front it is to stand."))
        if cleaned.get("until") == "own" and not cleaned.get("until_own") and "until_own" not in self.errors:
            self.add_error("until_own", _("Say until when."))
        return cleaned

    @property
    def spot(self) -> tuple[int, int]:
        """Container and place, of a neighbour or as chosen."""
        do = self.cleaned_data["do"]
        container, place = (do.removeprefix("place:") if do.startswith("place:") else self.cleaned_data["to"]).split(
            ":"
        )
        return int(container), int(place)

    def ends_at(self, *, now: datetime) -> datetime | None:
        match self.cleaned_data["until"]:
            case "hour":
                return (self.cleaned_data["begins_at"] or now) + timedelta(hours=1)
            case "midnight":
                return midnight_after(self.cleaned_data["begins_at"] or now)
            case "own":
                own: datetime = self.cleaned_data["until_own"]
                return own
            case "open":
                return None
            case _:
                return seven_tomorrow(self.cleaned_data["begins_at"] or now)


class ContainerForm(forms.ModelForm[Container]):
    """What a container is. Nothing is saved here; `plan` goes to the action."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    class Meta:
        model = Container
        fields = ["kind", "title", "size", "fill", "sections", "topics", "contributors", "is_active"]
        widgets = {
            "sections": forms.CheckboxSelectMultiple,
            "topics": forms.CheckboxSelectMultiple,
            "contributors": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sections"].queryset = SectionPage.objects.live().order_by("path")  # type: ignore[attr-defined]
        self.fields["sections"].label_from_instance = lambda section: section.title  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        drawn_from = DRAWN_FROM.get(cleaned.get("fill", ""))
        if drawn_from and not cleaned.get(drawn_from):
            self.add_error(drawn_from, _("Choose at least one, or fill the container by another rule."))
        return cleaned

    @property
    def plan(self) -> ContainerPlan:
        given = {**self.cleaned_data}
        given.pop("seen")
        return ContainerPlan(**{**given, "kind": Kind(given["kind"]), "fill": Fill(given["fill"])})


class MomentForm(forms.Form):
    """The moment at which a front is looked at in advance."""

    at = moment_field(_("The front at"))
