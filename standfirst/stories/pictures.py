"""Pictures with what a newspaper must know of them: caption, credit, alternative text."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image


class Picture(AbstractImage):
    """A picture. Its alternative text never falls back to the file's name: where none was written it is empty."""

    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    caption = models.CharField(_("caption"), max_length=400, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who made it, and for whom."))
    alt_text = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for those who don't see it."),
    )

    # As the templates ask for them; a test compares.
    SHOWN_SIZES: ClassVar = [
        "width-480|format-webp",
        "width-960|format-webp",
        "width-1600|format-webp",
        "fill-640x360|format-webp",
        "fill-1280x720|format-webp",
        "fill-240x160|format-webp",
        "fill-640x427|format-webp",
    ]

    # As those outside take them: JPEG, which every reader of feeds and every search engine knows.
    FEED_SIZE: ClassVar = "max-1200x1200|format-jpeg"
    # Search engines ask for three ratios; the first also goes where the story is shared.
    FACING_SIZES: ClassVar = [
        "fill-1200x675|format-jpeg",
        "fill-1200x900|format-jpeg",
        "fill-1200x1200|format-jpeg",
        "fill-400x225|format-jpeg",
    ]
    LOGO_SIZE: ClassVar = "max-600x600|format-png"

    admin_form_fields = (*Image.admin_form_fields, "caption", "credit", "alt_text")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def default_alt_text(self) -> str:
        return self.alt_text

    def generate_rendition_file(self, filter: Filter, *, source: File[bytes] | None = None) -> File[bytes]:
        # Wagtail hands over a temporary file that nobody would close.
        with super().generate_rendition_file(filter, source=source) as file:
            file.seek(0)
            return ContentFile(file.read(), name=file.name)


class Rendition(AbstractRendition):
    """A picture at one size and in one format."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter")
        ]
