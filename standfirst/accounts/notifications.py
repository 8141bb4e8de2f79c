"""What a reader is told: notifications, and how often of each kind a letter comes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.accounts.kinds import When


class NotificationQuerySet(models.QuerySet["Notification"]):
    def of(self, reader_id: int) -> NotificationQuerySet:
        """One reader's own, newest first. Nobody sees another's."""
        return self.filter(reader_id=reader_id).order_by("-pk")

    def unseen(self) -> NotificationQuerySet:
        return self.filter(seen_at__isnull=True)

    def waiting(self) -> NotificationQuerySet:
        """Those that the next morning's letter will tell."""
        return self.filter(letter=Notification.InLetter.WAITING)


class Notification(models.Model):
    """Something that concerns one reader, told once: `key` names its cause, such as `reply:123`.

    It holds numbers and no words. What it says is worked out when it is shown, by the desk whose `kind` it is, so that
    what is no longer public is no longer told.
    """

    class InLetter(models.TextChoices):
        NONE = "none", _("In the page alone")
        WAITING = "waiting", _("Waits for the morning's letter")
        WRITTEN = "written", _("In a letter")

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(_("kind"), max_length=20)
    key = models.CharField(_("key"), max_length=80)
    ids = models.JSONField(_("numbers"), default=dict)
    made_at = models.DateTimeField(_("made"))
    seen_at = models.DateTimeField(_("seen"), null=True)
    letter = models.CharField(_("letter"), max_length=10, choices=InLetter.choices, default=InLetter.NONE)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        constraints = [
            models.UniqueConstraint(fields=["reader", "key"], name="told_once_per_cause"),
            models.CheckConstraint(
                condition=models.Q(letter__in=["none", "waiting", "written"]), name="notification_letter_known"
            ),
        ]
        indexes = [
            models.Index(fields=["reader", "-id"], name="notifications_of_reader"),
            models.Index(fields=["reader"], condition=models.Q(seen_at=None), name="notifications_unseen"),
            models.Index(fields=["made_at"], condition=models.Q(letter="waiting"), name="notifications_for_morning"),
        ]

    def __str__(self) -> str:
        return f"{self.key} to {self.reader_id}"


class LetterChoice(models.Model):
    """When letters of one kind come to a reader who has chosen. Without a row the kind's own habit holds."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letter_choices")
    kind = models.CharField(_("kind"), max_length=20)
    when = models.CharField(_("when"), max_length=10, choices=When.choices)

    class Meta:
        verbose_name = _("choice of letters")
        verbose_name_plural = _("choices of letters")
        constraints = [
            models.UniqueConstraint(fields=["reader", "kind"], name="one_choice_per_kind"),
            models.CheckConstraint(
                condition=models.Q(when__in=["at-once", "daily", "never"]), name="letters_when_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.when} to {self.reader_id}"
