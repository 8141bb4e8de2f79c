"""The form in which pictures are uploaded and described: in the library, in the chooser, many at once, by the API."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateTimeInput
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from standfirst import clock
from standfirst.stories.metadata import Particulars, Refusal, RefusedFile, check_picture, read_particulars
from standfirst.stories.reading_in import values_from

WORDS = {
    Refusal.UNREADABLE: gettext_lazy(
        "This file can't be read as a picture. Save it as JPEG, PNG or WebP and try again."
    ),
    Refusal.TORN: gettext_lazy(
        "This file ends before its picture does: it was not sent or saved whole. Fetch it again from where it came."
    ),
    Refusal.TOO_LARGE: gettext_lazy(
        "This picture has more than %(most)s million pixels, which is more than we keep. Make it smaller and try again."
    ),
    Refusal.HAS_MORE: gettext_lazy(
        "Something else hangs behind the picture in this file. Save the picture anew, as JPEG or PNG, and try again."
    ),
    Refusal.HAS_PROGRAM: gettext_lazy(
        "There is a page or a program hidden in this file. Save the picture anew, as JPEG or PNG, and try again."
    ),
}


class PictureFileField(WagtailImageField):
    """Refuses in words what is not one whole picture, before anything else reads it."""

    def to_python(self, data: Any) -> Any:
        if isinstance(data, UploadedFile) and data.size and data.size <= self.max_upload_size:
            try:
                check_picture(data.read(), most_pixels=self.max_image_pixels)
            except RefusedFile as refused:
                raise ValidationError(
                    WORDS[refused.refusal],
                    code=refused.refusal.name.lower(),
                    params={"most": self.max_image_pixels // 1_000_000},
                ) from None
            finally:
                data.seek(0)
        elif isinstance(data, UploadedFile) and data.size:
            self.check_image_file_size(data)
        return super().to_python(data)


class PictureForm(BaseImageForm):
    """What nobody typed is taken from the file; the file's name is never taken for a title."""

    class Meta(BaseImageForm.Meta):
        widgets = {
            **BaseImageForm.Meta.widgets,
            # Wagtail's own copies the file's name into the title.
            "file": forms.FileInput(),
            "caption": AdminAutoHeightTextInput(),
            "instructions": AdminAutoHeightTextInput(),
            "usage_terms": AdminAutoHeightTextInput(),
            "expires_at": AdminDateTimeInput(),
        }

        help_texts = {"title": gettext_lazy("Left empty, it is taken from what the file says of the picture.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            given = self.fields["file"]
            self.fields["file"] = PictureFileField(label=given.label, required=given.required, widget=given.widget)
        title = self.fields.get("title")
        if title is not None:
            title.required = False
            # A long file name arrives here as a title; it is no reason to refuse the picture.
            title.validators = [one for one in title.validators if not isinstance(one, MaxLengthValidator)]

    @cached_property
    def _particulars(self) -> Particulars:
        file = self.cleaned_data.get("file")
        if not isinstance(file, UploadedFile):
            return Particulars()
        file.seek(0)
        try:
            return read_particulars(BytesIO(file.read()))
        finally:
            file.seek(0)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "title" in cleaned and self._is_a_file_name(cleaned["title"]):
            cleaned["title"] = ""
        if not self.errors.get("file"):
            for name, value in values_from(self._particulars).items():
                if name in cleaned and not cleaned[name]:
                    cleaned[name] = value
        if "title" in cleaned:
            cleaned["title"] = (cleaned["title"] or self._untitled())[:255]
        return cleaned

    def _is_a_file_name(self, title: str) -> bool:
        file = self.cleaned_data.get("file")
        names = {PurePath(str(getattr(file, "name", None) or self.instance.file or "")).name}
        names |= {PurePath(name).stem for name in names}
        return bool(title) and _bare(title) in {_bare(name) for name in names}

    def _untitled(self) -> str:
        day = date_format(timezone.localtime(clock.now()), "j F Y")
        return _("Untitled picture, %(day)s") % {"day": day}


def _bare(name: str) -> str:
    """Letters and digits alone: browsers turn a name's dashes and underscores into spaces."""
    return "".join(filter(str.isalnum, name.casefold()))
