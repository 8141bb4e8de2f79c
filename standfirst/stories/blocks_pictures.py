"""A picture in the text."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

from standfirst.prepared import Prepared


class PictureChooserBlock(ImageChooserBlock):
    """Chooses a picture, and fetches those of a story by a query that is compiled once."""

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Any]:
        wanted = list(values)
        found = {one.pk: one for one in CHOSEN(pictures=sorted({value for value in wanted if value is not None}))}
        return [copy(found.get(value)) for value in wanted]

    def deconstruct(self) -> Any:
        """As what it is to the database; how it is fetched is no matter for migrations."""
        return ("wagtail.images.blocks.ImageChooserBlock", *super().deconstruct()[1:])


CHOSEN: Prepared[Any] = Prepared(lambda pictures: get_image_model().objects.filter(pk__in=pictures))


class PictureBlock(blocks.StructBlock):
    """A picture in the text; what is left empty here is taken from the picture itself."""

    picture = PictureChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=400)
    credit = blocks.CharBlock(label=_("Credit"), required=False, max_length=200)
    alternative = blocks.CharBlock(
        label=_("Alternative text"), required=False, max_length=300, help_text=_("For those who don't see the picture.")
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "stories/blocks/picture.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        picture = value["picture"]
        context["picture"] = picture
        context["caption"] = value["caption"] or (picture.caption if picture else "")
        context["credit"] = value["credit"] or (picture.credit_line if picture else "")
        context["alternative"] = value["alternative"] or (picture.alt_text if picture else "")
        return context
