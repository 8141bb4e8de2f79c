"""Blocks that stand beside the running text: facts, key points, corrections in place, documents."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock


class FactBoxBlock(blocks.StructBlock):
    """What one needs to know, apart from the text that needs it known."""

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.RichTextBlock(label=_("Facts"), features=["bold", "italic", "link", "ul", "ol"])

    class Meta:
        icon = "info-circle"
        label = _("Fact box")
        template = "stories/blocks/fact_box.html"


class KeyPointBlock(blocks.StructBlock):
    """One thing that has happened in a story that is still going on, with its moment."""

    happened_at = blocks.DateTimeBlock(label=_("When"), required=False)
    text = blocks.CharBlock(label=_("What happened"), max_length=240)

    class Meta:
        icon = "pick"
        label = _("Key point")
        template = "stories/blocks/key_point.html"


class CorrectionBlock(blocks.StructBlock):
    """A correction beside the passage it is about; the list under the standfirst is for what concerns the whole."""

    text = blocks.TextBlock(label=_("What was wrong, and what is right"), max_length=600, rows=3)
    made_on = blocks.DateBlock(label=_("Made on"))

    class Meta:
        icon = "warning"
        label = _("Correction")
        template = "stories/blocks/correction.html"


class DocumentBlock(blocks.StructBlock):
    """A document to read in full, with its kind and size, so that nobody loads forty megabytes unawares."""

    document = DocumentChooserBlock(label=_("Document"))
    about = blocks.CharBlock(label=_("About it"), required=False, max_length=240)

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "stories/blocks/document.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """`bytes`: the document's size; None where its file is gone."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        document = value["document"]
        context["bytes"] = document.get_file_size() if document else None
        return context
