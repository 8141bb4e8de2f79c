"""A picture in the text."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class PictureBlock(blocks.StructBlock):
    """A picture in the text; what is left empty here is taken from the picture itself."""

    picture = ImageChooserBlock(label=_("Picture"))
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
