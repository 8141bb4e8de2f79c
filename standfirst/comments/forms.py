"""The comment form, and the words for every refusal."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from standfirst.comments.actions.posting import CommentsClosed, ParentGone, TooFast
from standfirst.comments.writing import CommentEmpty, CommentTooLong

REFUSALS: dict[type[Exception], tuple[str, object]] = {
    CommentEmpty: ("empty", _("There is nothing to read yet. Write your comment first.")),
    CommentTooLong: ("too-long", _("That is longer than 5,000 letters. Shorten it, or post it in two parts.")),
    CommentsClosed: ("closed", _("This conversation has closed meanwhile. Your words are still here to copy.")),
    ParentGone: (
        "parent-gone",
        _("The comment you replied to is no longer there. Your words are kept; post them as a comment of their own."),
    ),
    TooFast: ("too-fast", _("That was quick: six comments within a minute. Wait a little and post it again.")),
}
REFUSED = tuple(REFUSALS)


class CommentForm(forms.Form):
    """One comment. The text is judged by the action, so that every way in has the same limits and words."""

    body = forms.CharField(required=False, strip=False)
    parent = forms.CharField(required=False)
    posting_key = forms.CharField(required=False)
    follow = forms.BooleanField(required=False)

    @property
    def parent_id(self) -> int | None:
        """The comment replied to; None for a comment on the story. What is no number names no comment."""
        text = self["parent"].value() or ""
        if not text:
            return None
        return int(text) if text.isascii() and text.isdigit() and len(text) < 15 else 0

    @property
    def key(self) -> str:
        """The key under which the words are posted once; empty where it is none that a form of ours makes."""
        text = self["posting_key"].value() or ""
        return text if re.fullmatch(r"[A-Za-z0-9-]{1,64}", text) else ""

    def refuse(self, refusal: Exception) -> None:
        """Put the words for an exception of the action next to the text."""
        code, words = REFUSALS[type(refusal)]
        self.add_error("body", forms.ValidationError(str(words), code=code))
