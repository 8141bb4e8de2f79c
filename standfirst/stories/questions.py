"""Stories whose thread is questions and answers: to whom, and from when until when."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from standfirst.stories.widgets import AccountByName


class ThreadKind(models.TextChoices):
    COMMENTS = "comments", _("Comments")
    QUESTIONS = "questions", _("Questions and answers")


class Guest(Orderable):
    """Somebody with an account who answers readers' questions under a story, and who that is in a few words."""

    story = ParentalKey("stories.StoryPage", on_delete=models.CASCADE, related_name="guests")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="+",
        limit_choices_to={"is_active": True, "closed_at": None},
        help_text=_("By the name that stands by the guest's comments; they choose it when they first write one."),
    )
    role = models.CharField(
        _("who that is"), max_length=80, blank=True, help_text=_("As in “Harbour master”; it is the guest's badge.")
    )

    panels: ClassVar = [FieldPanel("account", widget=AccountByName()), FieldPanel("role")]

    class Meta(Orderable.Meta):
        verbose_name = _("guest")
        verbose_name_plural = _("guests")
        constraints = [models.UniqueConstraint(fields=["story", "account"], name="guest_once_per_story")]

    def __str__(self) -> str:
        return f"{self.account}, {self.role}" if self.role else str(self.account)


QUESTION_PANELS = [
    MultiFieldPanel(
        [
            FieldPanel("thread_kind"),
            FieldRowPanel([FieldPanel("questions_from"), FieldPanel("questions_until")]),
            InlinePanel("guests", heading=_("Guests"), label=_("Guest")),
        ],
        heading=_("Questions and answers"),
    ),
]
"""For the story's editor, with the other switches of its comments."""
