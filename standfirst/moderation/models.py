"""House rules by version, readers' reports, the queue, and decisions with their reasons."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.comments.models import Comment
from standfirst.moderation.word_lists import ScreeningSettings, WordList

__all__ = [
    "Decision",
    "HouseRule",
    "Policy",
    "QueueItem",
    "Report",
    "ReportQuerySet",
    "ScreeningSettings",
    "WordList",
    "new_reference",
]

# No vowels and no look-alikes: a reference can be read over the telephone and never spells a word.
REFERENCE_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"


def new_reference() -> str:
    """Ten random letters, about 47 bits: not to be guessed, short enough to be read out."""
    return "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(10))


class Policy(models.Model):
    """One version of the house rules. Decisions point at the version that was in force."""

    version = models.PositiveIntegerField(_("version"), unique=True)
    intro = models.TextField(_("introduction"))
    effective_from = models.DateTimeField(_("effective from"))

    class Meta:
        verbose_name = _("house rules")
        verbose_name_plural = _("house rules")
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"House rules, version {self.version}"


class HouseRule(models.Model):
    """One rule of one version, with an example. `code` stays the same over versions."""

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="rules")
    position = models.PositiveSmallIntegerField(_("position"))
    code = models.SlugField(_("code"), max_length=40)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"))
    example = models.TextField(_("example"), blank=True)

    class Meta:
        verbose_name = _("house rule")
        verbose_name_plural = _("house rules, one by one")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["policy", "code"], name="rule_once_per_policy")]

    def __str__(self) -> str:
        return self.title


class QueueItem(models.Model):
    """One entry of the moderators' queue: one revision of one comment, held or reported or both."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        DECIDED = "decided", _("Decided")

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="queue_items")
    revision = models.PositiveIntegerField(_("revision"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    held_because = models.CharField(_("held because"), max_length=60, blank=True)
    held_words = models.TextField(_("in words"), blank=True)
    report_count = models.PositiveIntegerField(_("reports"), default=0)
    entered_at = models.DateTimeField(_("entered"))
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("claimed by")
    )
    claimed_at = models.DateTimeField(_("claimed"), null=True)

    class Meta:
        verbose_name = _("queue item")
        verbose_name_plural = _("queue")
        permissions = [("decide", "Can decide on comments")]
        constraints = [
            models.UniqueConstraint(fields=["comment", "revision"], name="one_queue_item_per_revision"),
            models.CheckConstraint(condition=models.Q(state__in=["open", "decided"]), name="queue_state_known"),
        ]
        indexes = [
            models.Index(fields=["entered_at"], condition=models.Q(state="open"), name="queue_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.comment} in the queue"


class Decision(models.Model):
    """What was decided about one queue item: by whom, under which rule, with which reasons. Never changed."""

    class Outcome(models.TextChoices):
        PUBLISH = "publish", _("Publish")
        KEEP = "keep", _("Keep")
        REMOVE = "remove", _("Remove")

    reference = models.CharField(_("reference"), max_length=12, unique=True, default=new_reference)
    item = models.ForeignKey(QueueItem, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    rule = models.ForeignKey(HouseRule, null=True, on_delete=models.PROTECT, related_name="+")
    policy = models.ForeignKey(Policy, null=True, on_delete=models.PROTECT, related_name="+")
    statement_of_reasons = models.TextField(_("statement of reasons"), blank=True)
    decided_at = models.DateTimeField(_("decided"))

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["publish", "keep", "remove"]), name="decision_outcome_known"
            ),
            # Nothing is taken from anybody without a rule and without words.
            models.CheckConstraint(
                condition=~models.Q(outcome="remove")
                | (models.Q(rule__isnull=False) & ~models.Q(statement_of_reasons="")),
                name="removal_has_rule_and_reasons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.reference}"


class ReportQuerySet(models.QuerySet["Report"]):
    def about(self, item: QueueItem) -> ReportQuerySet:
        """The reports that this queue item holds: of its revision, and of those before it that had no item left.

        An open item moves on to the next revision when the author edits; its reports keep the one they were about.
        """
        earlier = QueueItem.objects.filter(comment=item.comment_id, revision__lt=item.revision)
        since = earlier.aggregate(last=models.Max("revision"))["last"] or 0
        return self.filter(comment=item.comment_id, revision__gt=since, revision__lte=item.revision)

    def undecided(self) -> ReportQuerySet:
        return self.filter(decision=None, overtaken_at=None)


class Report(models.Model):
    """A reader's complaint about one revision of a comment, with the text as it stood."""

    class Reason(models.TextChoices):
        UNCIVIL = "uncivil", _("Rude or insulting")
        HATE = "hate", _("Hateful towards a group of people")
        OFF_TOPIC = "off-topic", _("Not about the story")
        PRIVATE = "private", _("Gives away something private")
        ADVERT = "advert", _("Advertising or spam")
        UNLAWFUL = "unlawful", _("Against the law")
        OTHER = "other", _("Something else")

    reference = models.CharField(_("reference"), max_length=12, unique=True, default=new_reference)
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="reports")
    revision = models.PositiveIntegerField(_("revision"))
    snapshot = models.TextField(_("text as reported"))
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField(_("e-mail address"), blank=True)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason.choices)
    words = models.TextField(_("in words"))
    made_at = models.DateTimeField(_("made"))
    decision = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="reports")
    # Its author deleted the comment before anybody had decided.
    overtaken_at = models.DateTimeField(_("overtaken"), null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "revision", "reporter"],
                condition=models.Q(reporter__isnull=False),
                name="one_report_per_reader_and_revision",
            ),
            models.CheckConstraint(condition=~models.Q(words=""), name="report_has_words"),
        ]

    def __str__(self) -> str:
        return self.reference
