"""What agencies sent, as it came: items, each in its versions, and the stories made from them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.wire.ninjs import PubStatus
from standfirst.wire.ninjs.reading import MAX_URI

BY_HAND = "by-hand"


class Item(models.Model):
    """An agency's story in all its versions, known by its address (ninjs `uri`) within the feed that brought it.

    Its row is locked while a version of it is taken, so that two editors with one file make one draft.
    """

    feed = models.CharField(_("feed"), max_length=80, default=BY_HAND)
    uri = models.CharField(_("address"), max_length=MAX_URI)
    agency = models.ForeignKey(
        "stories.Agency", verbose_name=_("agency"), null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("wire item")
        verbose_name_plural = _("wire items")
        constraints = [models.UniqueConstraint(fields=["feed", "uri"], name="one_item_per_feed_and_address")]

    def __str__(self) -> str:
        return self.uri


class Version(models.Model):
    """One file of an item, kept byte by byte: the same bytes are the same version, whatever number they bear."""

    item = models.ForeignKey(Item, verbose_name=_("item"), on_delete=models.PROTECT, related_name="versions")
    version = models.CharField(_("version"), max_length=255, blank=True)
    version_created = models.DateTimeField(_("version created"), null=True)
    pub_status = models.CharField(
        _("publication status"), max_length=16, choices=[(status.value, status.value) for status in PubStatus]
    )
    headline = models.TextField(_("headline"), blank=True)
    name = models.CharField(_("file name"), max_length=255, blank=True)
    raw = models.BinaryField(_("file"))
    content_hash = models.CharField(_("SHA-256 of the file"), max_length=64)
    received_at = models.DateTimeField(_("received"))
    taken_into = models.ForeignKey(
        "stories.StoryPage",
        verbose_name=_("taken into"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Empty again where the draft was deleted."),
    )
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("taken by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("wire item version")
        verbose_name_plural = _("wire item versions")
        constraints = [
            models.UniqueConstraint(fields=["item", "content_hash"], name="one_version_per_content"),
            models.CheckConstraint(
                condition=models.Q(pub_status__in=[status.value for status in PubStatus]),
                name="version_pub_status_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} version {self.version or self.content_hash[:8]}"
