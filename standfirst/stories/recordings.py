"""Recordings: sound and video files with what a newspaper must know of them, and words for those who can't hear."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtailmedia.models import AbstractMedia

from standfirst.stories.pictures import Picture, Size
from standfirst.stories.sniffing import sound_or_video

FOLDER = "recordings"


def place_of_recording(recording: Recording, name: str) -> str:
    """Below a name nobody can guess: a recording for a story that is not public yet has no address to try."""
    return f"{FOLDER}/{secrets.token_urlsafe(12)}/{name}"


class Recording(AbstractMedia):
    """A sound or video file. Which formats browsers play everywhere is in settings.WAGTAILMEDIA."""

    file = models.FileField(_("file"), upload_to=place_of_recording)
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
    poster = models.ForeignKey(
        Picture,
        verbose_name=_("picture before it plays"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    transcript = models.TextField(
        _("transcript"), blank=True, help_text=_("What is said and heard, for those who can't hear it.")
    )
    subtitles = models.FileField(
        _("subtitles"),
        upload_to=place_of_recording,
        blank=True,
        validators=[FileExtensionValidator(["vtt"])],
        help_text=_("A WebVTT file (.vtt)."),
    )

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "caption",
        "credit",
        "poster",
        "transcript",
        "subtitles",
        "duration",
        "width",
        "height",
        "tags",
    )

    class Meta(AbstractMedia.Meta):
        abstract = False
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")

    def clean(self, *args: Any, **kwargs: Any) -> None:
        super().clean(*args, **kwargs)
        if self.file and not getattr(self.file, "_committed", True):
            found = sound_or_video(self.file.read(64))
            self.file.seek(0)
            if found not in ({"sound", "either"} if self.type == "audio" else {"video", "either"}):
                raise ValidationError(
                    {"file": _("Its name says it is a recording, and its contents say it is not. Choose another file.")}
                )

    @property
    def poster_shown(self) -> Size | None:
        """The picture before it plays, where it is drawn."""
        return self.poster.shown("width-960|format-webp") if self.poster else None

    @property
    def is_video(self) -> bool:
        return bool(self.type == "video")

    @property
    def seen_width(self) -> int:
        """In pixels; where nobody said, that of a usual picture, so that the place is kept and nothing jumps."""
        return int(self.width or 1280)

    @property
    def seen_height(self) -> int:
        return int(self.height or 720)
