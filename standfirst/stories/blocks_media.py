"""Blocks of several pictures, and of sound and video."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtailmedia.blocks import AbstractMediaChooserBlock

from standfirst.stories.blocks_pictures import PictureBlock


class RecordingChooserBlock(AbstractMediaChooserBlock):
    """Chooses a recording; what is shown for it is the block's own template."""

    def render_basic(self, value: Any, context: Any = None) -> str:
        return str(value or "")


class GalleryBlock(blocks.StructBlock):
    """Pictures that tell something together, each with its own caption and credit."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    pictures = blocks.ListBlock(PictureBlock(), label=_("Pictures"), min_num=2, max_num=24)

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "stories/blocks/gallery.html"


class RecordingBlock(blocks.StructBlock):
    """Sound or video in the text; an empty caption or credit is the recording's own."""

    recording = RecordingChooserBlock(label=_("Recording"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=400)
    credit = blocks.CharBlock(label=_("Credit"), required=False, max_length=200)

    class Meta:
        icon = "media"
        label = _("Sound or video")
        template = "stories/blocks/recording.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        recording = value["recording"]
        context["recording"] = recording
        context["caption"] = value["caption"] or (recording.caption if recording else "")
        context["credit"] = value["credit"] or (recording.credit if recording else "")
        return context
