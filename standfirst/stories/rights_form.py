"""What the editor of a story says of pictures that the story may not take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.fields import StreamField

from standfirst.stories.uses import pictures_in, restrictions

if TYPE_CHECKING:
    from wagtail.admin.forms import WagtailAdminPageForm as _Form
else:
    _Form = object


class RightsInPictures(_Form):
    """For a story's form: refuses publication, never a draft, with a picture that has been used up or has expired.

    A story that is to appear later is judged by that moment.
    """

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation:
            return
        pictures = pictures_in(self.instance)
        found = restrictions(pictures, story_id=self.instance.pk, at=self.instance.go_live_at)
        for key, reason in found.items():
            field = pictures[key] if pictures[key] in self.fields else None
            self.add_error(field, _error_for(self.instance, field, reason))


def _error_for(story: Any, field: str | None, reason: str) -> ValidationError:
    if field is not None and isinstance(story._meta.get_field(field), StreamField):
        error: ValidationError = StreamBlockValidationError(non_block_errors=[reason])
        return error
    return ValidationError(reason, code="restricted_picture")
