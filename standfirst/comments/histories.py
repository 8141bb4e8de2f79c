"""What became of a comment: its changes of state, the texts it had before, and who recommended it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.comments.comments import Comment
from standfirst.comments.threads import Thread


class StateChange(models.Model):
    """Every change of a comment's state: from, to, when, who, why, under which rule and policy. Never changed."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="state_changes")
    revision = models.PositiveIntegerField(_("revision"))
    from_state = models.CharField(_("from"), max_length=10, blank=True)
    to_state = models.CharField(_("to"), max_length=10)
    at = models.DateTimeField(_("at"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(_("rule"), max_length=60, blank=True)
    policy_version = models.PositiveIntegerField(_("policy version"), null=True)
    why = models.TextField(_("why"), blank=True)
    # Where in the thread's changes this one stands (`Thread.last_change`); none in rows older than that count.
    thread = models.ForeignKey(Thread, null=True, on_delete=models.CASCADE, related_name="+")
    sequence = models.PositiveBigIntegerField(_("sequence"), null=True)

    class Meta:
        verbose_name = _("change of state")
        verbose_name_plural = _("changes of state")
        indexes = [models.Index(fields=["thread", "sequence"], name="state_changes_in_order")]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.from_state} to {self.to_state}"


class CommentRevision(models.Model):
    """A text that a comment had before it was edited. The present one is the comment's own."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(_("revision"))
    body = models.TextField(_("text"))
    body_html = models.TextField(_("rendered text"))
    replaced_at = models.DateTimeField(_("replaced"))

    class Meta:
        verbose_name = _("earlier text")
        verbose_name_plural = _("earlier texts")
        constraints = [models.UniqueConstraint(fields=["comment", "number"], name="revision_once_per_comment")]

    def __str__(self) -> str:
        return f"{self.comment_id}, revision {self.number}"


class Recommendation(models.Model):
    """One reader's recommendation of one comment. One that was taken back stays for a while, marked.

    `made_in` and `undone_in` are places in the thread's changes (`Thread.last_change`): by them the order by
    recommendations can be told as it was when somebody began to read.
    """

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="recommendations")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="+")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recommendations")
    made_at = models.DateTimeField(_("made"))
    made_in = models.PositiveBigIntegerField(_("made in change"))
    undone_at = models.DateTimeField(_("undone"), null=True)
    undone_in = models.PositiveBigIntegerField(_("undone in change"), null=True)

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "reader"],
                condition=models.Q(undone_in__isnull=True),
                name="one_recommendation_per_reader",
            ),
            models.CheckConstraint(
                condition=models.Q(undone_in__isnull=True, undone_at__isnull=True)
                | models.Q(undone_in__isnull=False, undone_at__isnull=False),
                name="recommendation_undone_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["thread", "made_in"], name="recommendations_made"),
            models.Index(
                fields=["thread", "undone_in"],
                condition=models.Q(undone_in__isnull=False),
                name="recommendations_undone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} recommends {self.comment_id}"
