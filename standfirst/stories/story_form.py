"""The form of the story editor: an address that is free, drafts that always save, texts put together."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import COMMENTS_RELATION_NAME, Page

from standfirst.stories.free_addresses import first_free, pages_below

# An address as long as this that begins a headline was cut from it, not typed.
SURELY_MADE = 40


class FreeAddress(WagtailAdminPageForm):
    """An address that is taken never keeps a text from being saved.

    One that was made from the headline gets a number behind it. One that somebody typed is given a number in a draft,
    and refused, beside the field, when the story is to be published.
    """

    def clean(self) -> Any:
        typed = self.cleaned_data.get("slug")
        if typed and self._may_number(typed):
            self.cleaned_data["slug"] = self._free(typed)
        return super().clean()

    def _free(self, typed: str) -> str:
        if self.parent_page is None:
            return typed
        return first_free(typed, among=pages_below(self.parent_page).exclude(pk=self.instance.pk))

    def _may_number(self, typed: str) -> bool:
        made = slugify(self.cleaned_data.get("title", ""))
        from_headline = typed == made or (len(typed) >= SURELY_MADE and made.startswith(typed))
        return self.is_deferred_validation or from_headline


class UnfinishedDraft(WagtailAdminPageForm):
    """A draft saves whatever is still missing from it: the headline too.

    A row that is not filled in yet (a byline without a name) stays in the form alone until it is.
    """

    def defer_required_fields(self) -> None:
        super().defer_required_fields()
        for name in ("title", "slug"):
            if name in self.fields and self.fields[name].required:
                self.fields[name].required = False
                self.deferred_required_fields.append(name)
        for name, rows in self.formsets.items():
            if name != "comments":
                leave_out(rows, [row for row in rows.forms if not row.is_valid()])

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        return title or str(_("No headline yet"))


class HeldText(WagtailAdminPageForm):
    """The number of the window that shows this form, and the text that was put together from it and somebody else's."""

    window = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["window"] = str(uuid4())
        self._together: Page | None = None

    def put_together(self, story: Page) -> None:
        """From now on this form saves `story`; notes in the margin stay as they were changed here."""
        notes = getattr(self.instance, COMMENTS_RELATION_NAME).all()
        setattr(story, COMMENTS_RELATION_NAME, notes)
        self._together = story

    def save(self, commit: bool = True) -> Any:
        if self._together is None:
            return super().save(commit=commit)
        if commit:
            self._together.save()
        return self._together


def leave_out(rows: Any, unfinished: list[Any]) -> None:
    """Save `rows` without those, as if they were not there."""
    taken_out = rows._should_delete_form
    rows._should_delete_form = lambda row: any(row is one for one in unfinished) or taken_out(row)
