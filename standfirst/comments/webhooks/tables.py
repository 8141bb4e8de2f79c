"""Where messages go, and each message with what became of it."""

from __future__ import annotations

import json
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from standfirst.comments.webhooks.sending import LETTERS_KEPT, LONGEST_ADDRESS

TEST = "webhook.test"


class Kind(models.TextChoices):
    """What other systems can be told of. The words before the dot name the thing, those after it what happened."""

    POSTED = "comment.posted", _("A comment was written")
    PUBLISHED = "comment.published", _("A comment became public")
    EDITED = "comment.edited", _("The words of a public comment changed")
    PICKED = "comment.picked", _("The desk picked a comment")
    REMOVED = "comment.removed", _("A comment was removed")
    DECIDED = "decision.made", _("A moderator decided")


WITH_WORDS = [Kind.PUBLISHED, Kind.EDITED, Kind.PICKED]
"""Messages that hold what readers read: they leave only as long as just that is public."""


class WebhookEndpoint(models.Model):
    """An address of another system that is told what happens. It is never deleted while messages hang on it."""

    address = models.CharField(_("address"), max_length=LONGEST_ADDRESS)
    description = models.CharField(_("description"), max_length=200, help_text=_("Whose system this is, and what for."))
    kinds = models.JSONField(_("what it is told"), default=list)
    is_active = models.BooleanField(_("active"), default=True)
    made_at = models.DateTimeField(_("made"))
    secret = models.CharField(_("secret"), max_length=120)
    old_secret = models.CharField(_("secret before"), max_length=120, blank=True)
    old_secret_until = models.DateTimeField(_("secret before holds until"), null=True)
    failing_since = models.DateTimeField(_("fails since"), null=True)
    switched_off_at = models.DateTimeField(_("switched off by the house"), null=True)
    switched_off_because = models.CharField(_("why it was switched off"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("webhook endpoint")
        verbose_name_plural = _("webhook endpoints")
        default_permissions = ()
        permissions = [("run_webhooks", "Can say which other systems are told about comments")]

    def __str__(self) -> str:
        return self.description

    def secrets_at(self, now: datetime) -> list[str]:
        """Those to sign with: the secret, and the one before while it still holds."""
        holds = self.old_secret and self.old_secret_until is not None and now < self.old_secret_until
        return [self.secret, self.old_secret] if holds else [self.secret]

    @property
    def kinds_in_words(self) -> list[str]:
        return [str(kind.label) for kind in Kind if kind in self.kinds]


class WebhookDeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    def waiting(self) -> WebhookDeliveryQuerySet:
        """Neither taken nor given up."""
        return self.filter(delivered_at__isnull=True, given_up_at__isnull=True)

    def due(self, *, now: datetime) -> WebhookDeliveryQuerySet:
        return self.waiting().filter(next_try_at__lte=now)


class WebhookDelivery(models.Model):
    """One message to one endpoint: the exact bytes, and what became of them.

    `event_id` is the same at every try and for every endpoint, so that a receiver knows what it has had already.
    """

    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.PROTECT, related_name="deliveries")
    event_id = models.CharField(_("event"), max_length=80)
    kind = models.CharField(_("kind"), max_length=40)
    # A number, not a link: a message may outlive what it tells of.
    comment_id = models.BigIntegerField(_("comment"), null=True)
    payload = models.BinaryField(_("message"))
    made_at = models.DateTimeField(_("made"))
    next_try_at = models.DateTimeField(_("next try"))
    attempts = models.PositiveIntegerField(_("tries"), default=0)
    last_tried_at = models.DateTimeField(_("last tried"), null=True)
    last_status = models.PositiveSmallIntegerField(_("last status"), null=True)
    last_error = models.CharField(_("last trouble"), max_length=200, blank=True)
    last_answer = models.CharField(_("last answer"), max_length=LETTERS_KEPT, blank=True)
    delivered_at = models.DateTimeField(_("delivered"), null=True)
    given_up_at = models.DateTimeField(_("given up"), null=True)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook delivery")
        verbose_name_plural = _("webhook deliveries")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "event_id"], name="event_once_per_endpoint"),
            models.CheckConstraint(
                condition=models.Q(delivered_at__isnull=True) | models.Q(given_up_at__isnull=True),
                name="delivery_taken_or_given_up",
            ),
        ]
        indexes = [
            models.Index(
                fields=["endpoint", "next_try_at"],
                condition=models.Q(delivered_at__isnull=True, given_up_at__isnull=True),
                name="deliveries_waiting",
            ),
            models.Index(
                fields=["comment_id"],
                condition=models.Q(delivered_at__isnull=True, given_up_at__isnull=True),
                name="deliveries_of_comment",
            ),
            models.Index(fields=["endpoint", "-id"], name="deliveries_newest_first"),
            models.Index(fields=["made_at"], name="deliveries_by_age"),
        ]

    def __str__(self) -> str:
        return self.event_id

    @property
    def state(self) -> str:
        """One word for the desk's colours: delivered, given-up, failing or waiting."""
        if self.delivered_at:
            return "delivered"
        if self.given_up_at:
            return "given-up"
        return "failing" if self.attempts else "waiting"

    @property
    def state_in_words(self) -> str:
        words = {
            "delivered": pgettext_lazy("message", "Delivered"),
            "given-up": pgettext_lazy("message", "Given up"),
            "failing": pgettext_lazy("message", "Failed, is tried again"),
            "waiting": pgettext_lazy("message", "Waiting"),
        }
        return str(words[self.state])

    @property
    def kind_in_words(self) -> str:
        return str(_("A test")) if self.kind == TEST else str(dict(Kind.choices).get(self.kind, self.kind))

    @property
    def revision(self) -> int:
        """Of the comment as the message tells it; not to be asked of messages about something else."""
        return int(json.loads(self.message)["data"]["comment"]["revision"])

    @property
    def message(self) -> str:
        """The payload as text."""
        return bytes(self.payload).decode()
