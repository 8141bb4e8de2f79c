"""The comment form, and the words for every refusal."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from standfirst.comments.actions.editing import CommentGone, EditTooLate, NotYours
from standfirst.comments.actions.elsewhere import PageNotVouchedFor
from standfirst.comments.actions.posting import (
    AskedFirst,
    CommentsClosed,
    EmailNotConfirmed,
    NameMissing,
    NotTaken,
    ParentGone,
    QuestionsNotYet,
    QuestionsOver,
    Repeated,
    Restricted,
    TooFast,
)
from standfirst.comments.actions.states import StaleRevision
from standfirst.comments.addresses import AddressTooFast
from standfirst.comments.writing import CommentEmpty, CommentTooLong

REFUSALS: dict[type[Exception], tuple[str, object]] = {
    CommentEmpty: ("empty", _("There is nothing to read yet. Write your comment first.")),
    CommentTooLong: ("too-long", _("That is longer than 5,000 letters. Shorten it, or post it in two parts.")),
    CommentsClosed: ("closed", _("This conversation has closed meanwhile. Your words are still here to copy.")),
    QuestionsNotYet: (
        "questions-not-yet",
        _("Questions are not taken yet; above the conversation stands from when. Your words are still here to copy."),
    ),
    QuestionsOver: (
        "questions-over",
        _("The time for questions is over. Your words are still here to copy; you can reply to what was asked."),
    ),
    ParentGone: (
        "parent-gone",
        _("The comment you replied to is no longer there. Your words are kept; post them as a comment of their own."),
    ),
    TooFast: ("too-fast", _("That was quick: six comments within a minute. Wait a little and post it again.")),
    AddressTooFast: (
        "too-fast-from-here",
        _("Many comments come from your network at the moment. Wait a minute and post it again."),
    ),
    Repeated: ("repeat", _("You have said just that here a moment ago, and it was taken. Say something new.")),
    Restricted: ("restricted", _("You can’t write comments at present.")),
    EmailNotConfirmed: (
        "email-not-confirmed",
        _("We don’t know yet that your e-mail address is yours. Sign in again with a code, then post this."),
    ),
    NotTaken: ("not-taken", _("Something in it can’t stand here. Change it, and post it again.")),
    AskedFirst: ("asked-first", _("Something in it may break our rules. Change it, or send it as it is.")),
    NameMissing: ("name-missing", _("Choose the name that stands by your comments first.")),
    EditTooLate: (
        "edit-too-late",
        _("The time in which a comment can be changed is over. You can still delete it, or reply to it yourself."),
    ),
    StaleRevision: (
        "stale",
        _("This comment was changed in another window meanwhile. Your words are still here to copy."),
    ),
    CommentGone: ("gone", _("This comment is no longer there, so there is nothing to change.")),
    PageNotVouchedFor: (
        "not-vouched-for",
        _("Nobody has commented on this page yet, and here only its own site begins a conversation."),
    ),
    NotYours: ("not-yours", _("Somebody else wrote this comment.")),
}
REFUSED = tuple(REFUSALS)


def in_words(refusal: Exception) -> tuple[str, str]:
    """The code of a refusal, and what the reader is told. A restriction brings its own words."""
    code, words = REFUSALS[type(refusal)]
    return code, str(refusal.args[0] if refusal.args else words)


def parent_in(text: str) -> int | None:
    """The number of the comment replied to; 0, which none has, for what is no number."""
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 15 else 0


def key_in(text: str) -> str:
    """A key as our forms make them, or nothing."""
    return text if re.fullmatch(r"[A-Za-z0-9-]{1,64}", text) else ""


class CommentForm(forms.Form):
    """One comment. The text is judged by the action, so that every way in has the same limits and words."""

    body = forms.CharField(required=False, strip=False)
    parent = forms.CharField(required=False)
    posting_key = forms.CharField(required=False)
    follow = forms.BooleanField(required=False)
    insists = forms.BooleanField(required=False)

    refusal = ""
    """The code of what the action objected to."""

    @property
    def parent_id(self) -> int | None:
        """The comment replied to; None for a comment on the story. What is no number names no comment."""
        return parent_in(self["parent"].value() or "")

    @property
    def key(self) -> str:
        """The key under which the words are posted once; empty where it is none that a form of ours makes."""
        return key_in(self["posting_key"].value() or "")

    def refuse(self, refusal: Exception) -> None:
        """Put the words for an exception of the action next to the text."""
        self.refusal, words = in_words(refusal)
        self.add_error("body", forms.ValidationError(words, code=self.refusal))


class EditForm(CommentForm):
    """New words for a comment, and the revision that they replace."""

    revision = forms.CharField(required=False)

    @property
    def seen(self) -> int:
        text = str(self["revision"].value() or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
