"""Threads: readers' conversations, each under a story of ours or under a page that stands elsewhere."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from standfirst.stories.questions import ThreadKind

if TYPE_CHECKING:
    from standfirst.stories.models import StoryPage

MODES = ["open", "premoderated", "closed"]


class Turn(models.TextChoices):
    """Whether questions are taken, in a thread of questions and answers."""

    BEFORE = "before", _("Questions are not taken yet")
    NOW = "now", _("Questions are taken")
    OVER = "over", _("The time for questions is over")


class OutsidePage(models.Model):
    """A page of another system whose readers talk here. It shares the words of a story as far as a thread asks."""

    # None for one that the desk has put in by itself.
    site = models.ForeignKey("comments.OutsideSite", null=True, on_delete=models.PROTECT, related_name="pages")
    address = models.URLField(_("address"), max_length=1000, unique=True)
    title = models.CharField(_("title"), max_length=300)
    comments_mode = models.CharField(
        _("comments"),
        max_length=16,
        choices=[("open", _("Open")), ("premoderated", _("Read before they appear")), ("closed", _("Closed"))],
        default="open",
    )
    live = models.BooleanField(_("public"), default=True)
    first_seen_at = models.DateTimeField(_("first seen"))
    # By its site's signature or by the desk; what a reader's browser says of a title gives way to that.
    is_vouched_for = models.BooleanField(_("vouched for"), default=False)

    class Meta:
        verbose_name = _("page elsewhere")
        verbose_name_plural = _("pages elsewhere")
        constraints = [
            models.CheckConstraint(condition=models.Q(comments_mode__in=MODES), name="outside_comments_mode_known")
        ]
        indexes = [models.Index(fields=["site", "-id"], name="outside_pages_of_site")]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        """Where the conversation can be read on our own site, also before it was begun."""
        thread = getattr(self, "thread", None)
        if thread is not None and thread.pk:
            return reverse("thread", args=[thread.pk])
        return self._of_site("elsewhere")

    @property
    def begin_address(self) -> str:
        """Where a form of ours sends the first comment."""
        return self._of_site("begin_elsewhere")

    def _of_site(self, name: str) -> str:
        assert self.site is not None  # noqa: S101  # the desk's own begin with a thread
        return f"{reverse(name, args=[self.site.reference])}?url={quote(self.address, safe='')}"

    @property
    def host_name(self) -> str:
        """Whose page it is, for readers."""
        return urlsplit(self.address).netloc

    @property
    def section(self) -> None:
        """A page elsewhere stands in no section of ours."""
        return


class Thread(models.Model):
    """The readers' conversation under one story, or under one page elsewhere.

    `comment_count` counts published comments; `question_count` those at the top that are not a guest's, and
    `answered_count` those of them that a guest has answered. They change in the transaction of their cause, under this
    row's lock, as do
    `last_number` (of the newest comment) and `last_change`, which counts everything that could move a comment in any
    order of reading: births, changes of state, recommendations. Lock order everywhere: thread, then comments, then the
    queue item.
    """

    story = models.OneToOneField("stories.StoryPage", null=True, on_delete=models.CASCADE, related_name="thread")
    outside_page = models.OneToOneField(OutsidePage, null=True, on_delete=models.PROTECT, related_name="thread")
    comment_count = models.PositiveIntegerField(_("comments"), default=0)
    last_number = models.PositiveIntegerField(_("last number"), default=0)
    last_change = models.PositiveBigIntegerField(_("last change"), default=0)
    # Follow from the story: actions/questions.py. Nobody need read the story to know whether questions are taken.
    kind = models.CharField(_("kind"), max_length=10, choices=ThreadKind.choices, default=ThreadKind.COMMENTS)
    questions_from = models.DateTimeField(_("questions from"), null=True)
    questions_until = models.DateTimeField(_("questions until"), null=True)
    # When its pages next say something else of questions, because a time has come.
    turns_at = models.DateTimeField(_("turns"), null=True)
    question_count = models.PositiveIntegerField(_("questions"), default=0)
    answered_count = models.PositiveIntegerField(_("answered questions"), default=0)
    # Follows from story and section: actions/closing.py. The pages are told a little later, the clock is asked at once.
    closes_at = models.DateTimeField(_("closes"), null=True)
    closed_shown = models.BooleanField(_("shown as closed"), default=False)

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(story__isnull=False, outside_page__isnull=True)
                | models.Q(story__isnull=True, outside_page__isnull=False),
                name="thread_under_one_page",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=["comments", "questions"]), name="thread_kind_known"),
            models.CheckConstraint(
                condition=models.Q(answered_count__lte=models.F("question_count")), name="no_more_answered_than_asked"
            ),
        ]
        indexes = [
            models.Index(
                fields=["closes_at"],
                condition=models.Q(closes_at__isnull=False, closed_shown=False),
                name="threads_to_close",
            ),
            models.Index(fields=["turns_at"], condition=models.Q(turns_at__isnull=False), name="threads_to_turn"),
        ]

    def __str__(self) -> str:
        return f"thread {self.pk}"

    @property
    def place(self) -> StoryPage | OutsidePage:
        """What the conversation is about: it has `title`, `url`, `comments_mode` and `live`."""
        place = self.story or self.outside_page
        assert place is not None  # noqa: S101  # the database sees to it
        return place

    def takes_comments(self, *, place: StoryPage | OutsidePage, now: datetime) -> bool:
        """Whether readers may write, reply and recommend at this moment."""
        is_over = self.closes_at is not None and self.closes_at <= now
        return place.live and place.comments_mode != "closed" and not is_over

    @property
    def asks_questions(self) -> bool:
        return self.kind == ThreadKind.QUESTIONS

    def turn(self, *, now: datetime) -> Turn:
        """Whether questions are taken at this moment, as long as the thread takes anything."""
        if self.questions_from is not None and now < self.questions_from:
            return Turn.BEFORE
        return Turn.OVER if self.questions_until is not None and self.questions_until <= now else Turn.NOW

    def next_turn(self, *, now: datetime) -> datetime | None:
        """The next moment at which that changes."""
        moments = (self.questions_from, self.questions_until) if self.asks_questions else ()
        return min((one for one in moments if one is not None and one > now), default=None)
