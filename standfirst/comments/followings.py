"""What a reader wants to hear of, and of whom nothing: followed threads, muted people."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.comments.threads import Thread


class Follow(models.Model):
    """One reader follows one thread, and is told each morning that it went on."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="follows")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("followed thread")
        verbose_name_plural = _("followed threads")
        constraints = [models.UniqueConstraint(fields=["thread", "reader"], name="thread_followed_once")]

    def __str__(self) -> str:
        return f"{self.reader_id} follows {self.thread_id}"


class Mute(models.Model):
    """One reader wants to hear nothing of another. The other never learns of it; nobody else is concerned."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mutes")
    muted = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("muted reader")
        verbose_name_plural = _("muted readers")
        constraints = [
            models.UniqueConstraint(fields=["reader", "muted"], name="reader_muted_once"),
            models.CheckConstraint(condition=~models.Q(reader=models.F("muted")), name="nobody_mutes_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} mutes {self.muted_id}"
