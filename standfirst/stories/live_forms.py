"""Forms of the live desk: an entry, a change of one, its removal."""

from __future__ import annotations

import secrets

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.images.widgets import AdminImageChooser

from standfirst.accounts.models import User
from standfirst.stories.actions.live_entries import Words
from standfirst.stories.live.writing import LONGEST
from standfirst.stories.models import Contributor, LiveBlog, LiveEntry, Picture

MARKS = _(
    "An empty line begins a paragraph. **bold**, *italic*, [words](https://…), lines with “- ” are a list, lines with "
    "“> ” a quote, whose last line “> — Name, role” says whose."
)


class EntryForm(forms.Form):
    """What stands in an entry. At least one of text, headline and picture; the action sees to that."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=LONGEST,
        help_text=MARKS,
        widget=forms.Textarea(attrs={"rows": 6, "autofocus": True}),
    )
    headline = forms.CharField(label=_("Headline"), required=False, max_length=160)
    picture = forms.ModelChoiceField(
        label=_("Picture"), queryset=Picture.objects.all(), required=False, widget=AdminImageChooser
    )
    contributor = forms.ModelChoiceField(
        label=_("Byline"), queryset=Contributor.objects.all(), required=False, empty_label=_("No byline")
    )

    @property
    def words(self) -> Words:
        """For the action; only of a form that is valid."""
        return Words(**{name: self.cleaned_data[name] for name in ("text", "headline", "contributor", "picture")})


class NewEntryForm(EntryForm):
    """A new entry. The key makes a double click one entry."""

    posting_key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    @classmethod
    def blank(cls, *, live_blog: LiveBlog, account: User) -> NewEntryForm:
        """An empty form that knows who is writing: the byline of their last entry here, or that of their name."""
        last = LiveEntry.objects.filter(live_blog=live_blog, account=account).newest_first().first()
        named = Contributor.objects.filter(name=account.display_name).first()
        byline = last.contributor_id if last else named.pk if named else None
        return cls(initial={"contributor": byline, "posting_key": secrets.token_hex(16)})


class ChangeEntryForm(EntryForm):
    """Other words for an entry. `revision` names the text that was read."""

    correction = forms.CharField(
        label=_("Correction for readers"),
        required=False,
        max_length=1000,
        help_text=_("What was wrong and what is right; it stands in the entry. Empty: no correction."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_slip = forms.BooleanField(
        label=_("Only a slip of the keyboard"),
        required=False,
        help_text=_("Readers are not told that the entry was updated."),
    )
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    @classmethod
    def of(cls, entry: LiveEntry) -> ChangeEntryForm:
        names = ("text", "headline", "contributor", "picture", "revision")
        return cls(initial={name: getattr(entry, name) for name in names})

    def now_against(self, entry: LiveEntry) -> ChangeEntryForm:
        """The same words, to be saved over the text that `entry` has by now: by somebody who has seen both."""
        return ChangeEntryForm(initial={**self.cleaned_data, "revision": entry.revision})


class RemoveEntryForm(forms.Form):
    """Whether readers are told why an entry is gone."""

    words = forms.CharField(
        label=_("What readers are told"),
        required=False,
        max_length=300,
        help_text=_("It stands in the entry's place. Empty: nothing is left on the page; the desk keeps the text."),
    )


class KeyPointForm(forms.Form):
    """The words of a key point, where the headline is too long for a list."""

    words = forms.CharField(label=_("Key point"), required=False, max_length=120)
